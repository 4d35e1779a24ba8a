using MeshFederation.Analysis.Access;
using MeshFederation.Clusters.Yaml;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Access;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Tests.Planning;

namespace MeshFederation.Tests.Access;

/// <summary>What publishing opens beside AuthorizationPolicies that are there; what real Envoys let in stands with each.</summary>
public sealed partial class AccessComparisonTests
{
    private static readonly MeshCluster Client = Declared.Cluster("cluster1") with { TrustDomain = "cluster1" };

    [Theory]
    [InlineData("{rules: [{from: [{source: {principals: [cluster2/ns/shop/sa/web]}}]}]}", false, AccessReach.None)]
    [InlineData("{rules: [{from: [{source: {principals: [cluster2/ns/shop/sa/web]}}]}]}", true, AccessReach.All)]
    [InlineData("{rules: [{from: [{source: {trustDomains: [cluster2]}}]}]}", false, AccessReach.None)]
    [InlineData("{rules: [{from: [{source: {trustDomains: [cluster2]}}]}]}", true, AccessReach.All)]
    [InlineData("{rules: [{from: [{source: {namespaces: [shop]}}]}]}", false, AccessReach.All)]
    [InlineData("{rules: [{from: [{source: {serviceAccounts: [shop/web]}}]}]}", false, AccessReach.All)]
    [InlineData("{rules: [{from: [{source: {principals: ['*/ns/shop/sa/web']}}]}]}", false, AccessReach.All)]
    [InlineData("{rules: [{from: [{source: {namespaces: [shop], notTrustDomains: [cluster1]}}]}]}", true, AccessReach.None)]
    [InlineData("{rules: [{from: [{source: {serviceAccounts: [web]}}]}]}", false, AccessReach.All)]
    [InlineData("{rules: [{when: [{key: source.serviceAccount, values: [web]}]}]}", false, AccessReach.All)]
    [InlineData("{rules: [{from: [{source: {principals: ['*web']}}]}]}", false, AccessReach.All)]
    [InlineData("{rules: [{from: [{source: {namespaces: [shop], principals: ['*eb']}}]}]}", false, AccessReach.All)]
    [InlineData("{rules: [{from: [{source: {namespaces: ['sh*'], notPrincipals: ['*/sa/other']}}]}]}", false, AccessReach.All)]
    [InlineData("{action: DENY, rules: [{from: [{source: {trustDomains: [cluster1]}}]}]}", true, AccessReach.None)]
    [InlineData("{action: DENY, rules: [{to: [{operation: {paths: [/admin]}}]}]}", false, AccessReach.Some)]
    public void A_caller_who_gets_past_a_policy_that_nobody_wrote_for_it_is_a_widening(string spec, bool isAlias, AccessReach after)
    {
        var line = OfWeb(Of(Server(isAlias), Policy(spec)));
        Assert.Equal((AccessReach.None, after), (line.Before, line.After));
        Assert.Equal(after != AccessReach.None, line.IsWidening);
        Assert.Equal("AuthorizationPolicy/shop/theirs", line.Policy);
        if (line.IsWidening) Assert.Equal(FindingSeverity.Error, line.Severity);
    }

    [Fact]
    public void What_was_open_is_no_widening_and_what_nothing_guards_is_a_warning()
    {
        const string Open = "{rules: [{}]}";
        Assert.DoesNotContain(Of(Server(false), Policy(Open), Gateway()), access => access.IsWidening);
        var line = Of(Server(false)).First(access => access.Identity == "cluster1/*");
        Assert.Equal((FindingSeverity.Warning, false, AccessReach.All), (line.Severity, line.IsWidening, line.After));
        Assert.Equal(FindingSeverity.Information, Of(Server(false), Gateway())[0].Severity);
    }

    [Fact]
    public void A_policy_that_names_the_callers_own_trust_domain_means_them()
    {
        const string Named = "{rules: [{from: [{source: {principals: [cluster1/ns/shop/sa/web]}}]}]}";
        var lines = Of(Server(false), Policy(Named));
        Assert.DoesNotContain(lines, access => access.IsWidening);
        Assert.Contains(lines, access => access is { Identity: "cluster1/ns/shop/sa/web", After: AccessReach.All });
    }

    [Fact]
    public void An_access_policy_accepts_what_it_says_and_keeps_out_the_rest()
    {
        var theirs = Policy("{rules: [{from: [{source: {namespaces: [shop]}}]}]}");
        var service = Service(Server(false)).WithAccess(new() { ServiceAccount = ["web"] });
        var lines = Of(service, theirs);
        Assert.DoesNotContain(lines, access => access.IsWidening);
        Assert.Contains(lines, access => access is { Identity: "cluster1/ns/shop/sa/web", After: AccessReach.All });
        Assert.Contains(lines, access => access is { Identity: "cluster1/*", After: AccessReach.None });
    }

    [Fact]
    public void A_policy_that_goes_is_a_widening_for_whom_it_kept_out()
    {
        var service = Service(Server(false));
        var guarded = Planned(service.WithAccess(new() { ServiceAccount = ["web"] }));
        var lines = AccessComparison.Of(
            new(guarded, [], [Client, service.Cluster[0]]), new(Planned(service), [service], []), [service]);
        Assert.True(lines.First(access => access.Identity == "cluster1/*").IsWidening);
    }

    [Fact]
    public void What_is_not_known_is_said_and_never_a_widening()
    {
        var custom = Policy("{action: CUSTOM, provider: {name: opa}, rules: [{}]}");
        Assert.All(Of(Server(false), custom), access => Assert.Equal((AccessReach.Unknown, false), (access.After, access.IsWidening)));
        Assert.All(Of(Server(false), custom), access => Assert.Equal(FindingSeverity.Warning, access.Severity));
        var service = Service(Server(false));
        service = service with { Instance = [service.Instance[0] with { Selector = LabelSet.Empty }] };
        var some = Policy("{selector: {matchLabels: {app: b}}, rules: [{}]}");
        Assert.All(Of(service, some), access => Assert.Equal((AccessReach.Unknown, false), (access.After, access.IsWidening)));
    }

    [Theory]
    [InlineData("Gateway", AccessReach.Unknown, AccessReach.All)]
    [InlineData("AuthorizationPolicy", AccessReach.None, AccessReach.Unknown)]
    public void What_may_not_be_read_is_not_known(string kind, AccessReach before, AccessReach after)
    {
        var service = Service(Server(false));
        MeshCluster[] clusters = [Client, service.Cluster[0]];
        HashSet<string> unread = [kind];
        var lines = AccessComparison.Of(
            new([], [], clusters, unread: _ => unread), new(Planned(service), [service], clusters, unread: _ => unread), [service]);
        Assert.All(lines, access => Assert.Equal((before, after, false), (access.Before, access.After, access.IsWidening)));
    }

    [Fact]
    public void A_policy_for_some_of_the_pods_counts()
    {
        var some = Policy("{selector: {matchLabels: {app: a, version: v1}}, rules: [{from: [{source: {namespaces: [shop]}}]}]}");
        var line = Of(Server(false), some).First(access => access.Identity == "cluster1/ns/shop/*");
        Assert.True(line.IsWidening);
        Assert.DoesNotContain(
            Of(Server(false), Policy("{selector: {matchLabels: {app: b}}, rules: [{from: [{source: {namespaces: [shop]}}]}]}")),
            access => access.IsWidening);
    }

    [Fact]
    public void Whom_no_proxy_accepts_reaches_nothing()
    {
        var server = Server(false) with { Facts = new() };
        var open = Policy("{rules: [{}]}");
        Assert.All(
            Of(server with { IstioVersion = IstioVersion.Parse("1.30.3") }, open),
            access => Assert.Equal((AccessReach.None, false), (access.After, access.IsWidening)));
    }

    /// <summary>That health checks of a cluster are let in means nobody who asks for anything else.</summary>
    [Theory]
    [InlineData("{from: [{source: {trustDomains: [cluster1]}}], to: [{operation: {paths: [/health]}}]}", true)]
    [InlineData("{from: [{source: {trustDomains: [cluster1]}}]}", false)]
    [InlineData("{when: [{key: source.trustDomain, values: [cluster1]}]}", false)]
    [InlineData("{from: [{source: {principals: ['cluster1/ns/shop/*']}}]}", false)]
    [InlineData("{from: [{source: {principals: ['cluster1/ns/other/*']}}]}", true)]
    [InlineData("{from: [{source: {trustDomains: [cluster1], namespaces: [other]}}]}", true)]
    public void A_rule_that_names_a_trust_domain_means_only_what_it_lets_in_itself(string rule, bool isWidening)
    {
        var spec = $"{{rules: [{rule}, {{from: [{{source: {{namespaces: [shop]}}}}]}}]}}";
        Assert.Equal(isWidening, OfWeb(Of(Server(false), Policy(spec))).IsWidening);
    }

    [Fact]
    public void Callers_of_a_trust_domain_that_no_cluster_of_the_federation_has_count_where_it_is_accepted()
    {
        var server = Server(false) with { Facts = new() { TrustedDomain = ["cluster1", "partner"] } };
        var lines = Of(server, Policy("{rules: [{from: [{source: {namespaces: [shop]}}]}]}"));
        Assert.Contains(lines, access => access is { IsWidening: true, Client: "partner", Identity: "partner/ns/shop/*" });
        lines = Of(Service(server).WithAccess(new() { Namespace = ["shop"] }));
        Assert.Contains(lines, access => access is { IsWidening: true, Identity: "partner/*" });
        Assert.DoesNotContain(lines, access => access is { IsWidening: true, Client: "cluster1" });

        // A domain that the cluster had before is an alias, and its callers are its own.
        server = server with { Facts = new() { TrustedDomain = ["cluster1"], TrustDomainAlias = ["old"] } };
        lines = Of(server, Policy("{rules: [{from: [{source: {principals: [cluster2/ns/shop/sa/web]}}]}]}"));
        Assert.Contains(lines, access => access is { Client: "old", Identity: "old/ns/shop/sa/web", After: AccessReach.All });
        Assert.DoesNotContain(lines, access => access.IsWidening);
    }

    [Fact]
    public void An_access_policy_for_other_pods_than_the_Service_selects_guards_nothing()
    {
        var service = Service(Server(false)).WithAccess(new() { ServiceAccount = ["web"] });
        const string Ports = "ports: [{name: http, port: 80}]}";
        var lines = Of(service, Object("v1", "Service", "shop", "{selector: {app: b}, " + Ports, "a"));
        var line = lines.First(access => access.Identity == "cluster1/*");
        Assert.True(line.IsWidening);
        Assert.Contains("is for the pods app=a, and the Service selects app=b", line.Message, StringComparison.Ordinal);
        Assert.False(lines.First(access => access.Identity == "cluster1/ns/shop/sa/web").IsWidening);
        Assert.DoesNotContain(
            Of(service, Object("v1", "Service", "shop", "{selector: {app: a, tier: b}, " + Ports, "a")), access => access.IsWidening);
    }

    /// <summary>Who has no line of its own is among all others.</summary>
    private static MeshAccess OfWeb(IReadOnlyList<MeshAccess> lines) =>
        lines.FirstOrDefault(access => access.Identity == "cluster1/ns/shop/sa/web")
        ?? lines.FirstOrDefault(access => access.IsWidening && access.Identity.StartsWith("cluster1/ns/", StringComparison.Ordinal))
        ?? lines.FirstOrDefault(access => access.Identity == "cluster1/ns/shop/*")
        ?? lines.First(access => access.Identity == "cluster1/*");

    private static IReadOnlyList<MeshAccess> Of(MeshCluster server, params MeshManifest[] live) => Of(Service(server), live);

    private static IReadOnlyList<MeshAccess> Of(MeshService service, params MeshManifest[] live)
    {
        MeshCluster[] clusters = [Client, service.Cluster[0]];
        return AccessComparison.Of(new(live, [], clusters), new([.. live, .. Planned(service)], [service], clusters), [service]);
    }

    private static IReadOnlyList<MeshManifest> Planned(MeshService service) => FederationPlanner.Plan(Declared.Federation(service));

    private static MeshCluster Server(bool isAlias) => Declared.Cluster("cluster2") with
    {
        TrustDomain = "cluster2",
        Facts = isAlias ? new() { TrustDomainAlias = ["cluster1"] } : new() { TrustedDomain = ["cluster1"] },
    };

    private static MeshService Service(MeshCluster server) => ServiceDeclaration.Check(new(
        name: "a",
        ns: "shop",
        port: [PortSyntax.Parse("http:80")],
        instance: [new(server) { Selector = LabelSet.Create("app", "a") }],
        clientCluster: [Client]));

    private static MeshManifest Policy(string spec) => Object("security.istio.io/v1", "AuthorizationPolicy", "shop", spec);

    private static MeshManifest Gateway() => Object(
        "networking.istio.io/v1", "Gateway", "istio-system",
        "{selector: {istio: ingressgateway}, servers: [{hosts: ['*.local'], port: {number: 15443, name: tls, protocol: TLS}, "
        + "tls: {mode: AUTO_PASSTHROUGH}}]}");

    private static MeshManifest Object(string version, string kind, string space, string spec, string name = "theirs") => new(
        "cluster2",
        YamlReader.ReadText(
            $"apiVersion: {version}\nkind: {kind}\nmetadata: {{name: {name}, namespace: {space}}}\nspec: {spec}", "test.yaml")[0].Content);
}
