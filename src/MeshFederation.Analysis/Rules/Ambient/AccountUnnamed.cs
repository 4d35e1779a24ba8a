using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Identity;

namespace MeshFederation.Analysis.Rules.Ambient;

internal sealed class AccountUnnamed : Rule
{
    public override string Id => "MF6004";

    public override string Title => "WorkloadEntries of another network name every service account that may answer there.";

    public override string Recommendation =>
        "Write a WorkloadEntry for each service account of the pods that serve, or for that of their waypoint, which answers in "
        + "their place; the names of all entries of a Service count together.";

    public override string Source => "pilot/pkg/serviceregistry/ambient/services.go: subjectAltNames; ztunnel src/identity";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var call in TunnelCall.Of(federation.Mesh))
        {
            var answering = call.Served.Select(served => AnsweringAccounts.Of(served.Server, served.Service)).ToList();
            var missing = answering.Select(accounts => accounts.Except(call.Accounts, StringComparer.Ordinal).FirstOrDefault())
                .OfType<string>().Distinct(StringComparer.Ordinal);
            foreach (var account in missing)
                report.At(call.Entries[0], call.Entries[0].Spec, "serviceAccount", Refused(call, account));
            if (answering.TrueForAll(accounts => accounts.Count == 0) && call.Accounts is [""])
            {
                report.At(
                    call.Entries[0], call.Entries[0].Spec, "serviceAccount", $"ztunnels expect SAN ({Expected(call)}), which no pod has.");
            }
        }
    }

    /// <summary>What the callers' ztunnels say of an account that no entry names.</summary>
    public static string Refused(TunnelCall call, string account) =>
        $"ztunnels refuse who answers: expected SAN ({Expected(call)}), got {Name(call, account)}.";

    /// <summary>The identities that callers accept.</summary>
    public static string Expected(TunnelCall call) => string.Join(", ", call.Accounts.Select(account => Name(call, account)));

    private static string Name(TunnelCall call, string account) =>
        SpiffeIdentity.Of(call.Client.Facts.TrustDomain, call.Service.Namespace, account);
}
