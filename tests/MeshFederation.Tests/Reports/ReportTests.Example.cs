using MeshFederation.Analysis.Faults;
using MeshFederation.Model.Access;
using MeshFederation.Model.Checks;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Identity;
using MeshFederation.Model.Plans;
using MeshFederation.Reporting.Reports;

namespace MeshFederation.Tests.Reports;

/// <content>The report that is written in every format: it has some of everything, and letters that mean something to a format.</content>
public sealed partial class ReportTests
{
    private static readonly MeshFinding Wrong = new(
        rule: "MF1307",
        severity: FindingSeverity.Error,
        message: "The weights total 99 %, not 100 %; see [route](x), {0}.",
        cluster: "cluster1",
        target: "VirtualService/default/reviews",
        recommendation: "Make them total 100: a | b, `c`, <d> & *e*.")
    {
        Field = "spec.http[0].route",
        File = Root + "/manifests/cluster1/a file, 50%.yaml",
        Line = 12,
    };

    private static readonly MeshFinding Doubtful = new(
        rule: "MF9999",
        severity: FindingSeverity.Warning,
        message: "Another gateway has this host.\r\nOne of them is not used.",
        cluster: "cluster2",
        target: "Gateway/istio-system/shared",
        recommendation: "Keep one.");

    private static readonly MeshFinding Frequent = new MeshFinding(
        rule: "MF3022",
        severity: FindingSeverity.Warning,
        message: "Nothing in cluster1 answers to 'a.global': its proxies do not capture DNS. And 998 more, as b.global, c.global and "
            + "d.global.",
        cluster: "cluster1",
        target: "ServiceEntry/istio-system/a.global",
        recommendation: "Turn it on.")
    {
        Count = 999,
    };

    private static readonly MeshReport Report = new()
    {
        Findings = [
            Doubtful,
            Doubtful with
            {
                Severity = FindingSeverity.Information,
                Rule = "MF9998",
                Cluster = "",
                Message = "::error::Good to know ##vso[task.complete]",
                Recommendation = ""
            },
            Wrong,
            Frequent
        ],
        Changes =
        [
            Change("cluster2", "DestinationRule", "reviews", ChangeAction.Unchanged),
            Change("cluster1", "VirtualService", "reviews", ChangeAction.Update) with
            {
                Difference = [new FieldDifference("spec.http[0].route[0].weight", 75L, 50L)],
                Duration = TimeSpan.FromMilliseconds(1234)
            },
            Change("cluster1", "VirtualService", "ratings", ChangeAction.Conflict) with
            {
                Message = "It is Flux's: kustomize-controller owns spec.http."
            },
            Change("cluster1", "VirtualService", "reviews", ChangeAction.RolledBack) with { Message = "It is as it was before." },
        ],
        Checks =
        [
            new("gateway-pods", "Gateway", "its pods are ready", "cluster2", CheckStatus.Passed, "2 of 2 pods are ready."),
            new(
                "root-shared",
                "Trust",
                "both have one root",
                "cluster1",
                CheckStatus.Failed,
                "The roots differ.") { Peer = "cluster2", Hint = "Give both one." },
            new(
                "proxies-synced",
                "Istiod",
                "proxies have it",
                "cluster1",
                CheckStatus.NotChecked,
                "istiod does not answer.") { Hint = "Grant pods/portforward." },
        ],
        Access =
        [
            Reached("cluster1/*", AccessReach.None, AccessReach.All, "no AuthorizationPolicy is for its pods"),
            Reached("cluster1/ns/shop/*", AccessReach.None, AccessReach.All, "no AuthorizationPolicy is for its pods"),
            Reached("cluster1/*", AccessReach.Unknown, AccessReach.Unknown, "the policies of its cluster could not be read"),
            Reached("cluster1/*", AccessReach.None, AccessReach.None, "a rule denies it"),
        ],
        Trust =
        [
            new("cluster1", "cluster2", TrustResult.Works, "Both trust one root, and the server takes the trust domain."),
            new("cluster2", "cluster1", TrustResult.Unknown, "The roots of cluster1 are not known.")
            {
                Recommendation = "Read the cluster.",
            },
            new("cluster2", "cluster3", TrustResult.Fails, "No root of cluster3 is one of cluster2: CERTIFICATE_VERIFY_FAILED.")
            {
                Recommendation = "Give both an intermediate certificate below one root.",
            },
            new("cluster3", "cluster2", TrustResult.Works, "cluster2.example is an alias of cluster2.")
            {
                Recommendation = "Name it instead.",
            },
        ],
        Identity =
        [
            new("cluster1", IdentityStep.NewAuthority, IdentityAction.Update, "the authority 'CN=a'; what it was is in istio-system/b"),
            new("cluster2", IdentityStep.NewAuthority, IdentityAction.Wait, "Deployment/web in shop has certificates of another authority")
            {
                Recommendation = "Restart it.",
            },
            new("cluster3", IdentityStep.Done, IdentityAction.None, "it has this authority"),
        ],
        Unread = [new("cluster3", "MeshClusterUnreachable", "It does not answer.")],
        Errors =
        [
            new("MeshClusterUnreachable", "It does not answer.", "Check that the server runs.", ""),
            new("MeshPlanPartial", "The federation 'shop' is not published.", "Mend the connection.", "shop"),
        ],
        Rules = FaultCatalog.All,
        Version = "1.2.3",
        BaseFolder = Root,
    };

    private static MeshAccess Reached(string identity, AccessReach before, AccessReach after, string why) =>
        new("cluster2", "shop/reviews", "http:9080/HTTP", "cluster1", identity) { Before = before, After = after, Message = why };

    private static MeshChange Change(string cluster, string kind, string name, ChangeAction action) => new(
        cluster: cluster,
        apiVersion: "networking.istio.io/v1",
        kind: kind,
        ns: "default",
        name: name,
        action: action);
}
