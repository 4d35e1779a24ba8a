using CsCheck;
using MeshFederation.Analysis;
using MeshFederation.Analysis.Faults;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Findings;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Model.Traffic;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Tests.Comparison;
using MeshFederation.Tests.Federations;
using MeshFederation.Tests.Planning;

namespace MeshFederation.Tests.Istio;

/// <summary>Nothing that is published makes <c>istioctl analyze</c> speak.</summary>
public sealed class IstioctlContentTests
{
    private static readonly HashSet<string> RulesOfIstioctl =
        [.. FaultCatalog.All.Where(rule => rule.Source.Contains("IST0", StringComparison.Ordinal)).Select(rule => rule.Id)];

    [Fact]
    public void No_federation_has_a_message_of_istioctl_be_its_clusters_known_or_not() =>
        Gen.Select(FederationGen.Services(4, 8), Gen.Bool).Sample(
            (services, known) =>
            {
                var federation = Federate(known ? services.Select(Known) : services);
                var plan = FederationPlanner.Plan(federation);
                foreach (var cluster in plan.GroupBy(manifest => manifest.Cluster, StringComparer.Ordinal))
                    Assert.Empty(Messages(federation, cluster.Key, cluster));
            },
            iter: 300);

    [Fact]
    public void No_federation_has_an_error_or_warning_of_our_rules_for_its_codes() =>
        FederationGen.Services(4, 8).Sample(
            services =>
            {
                var federation = Federate(services);
                var gateways = services.SelectMany(service => service.ClientCluster)
                    .Select(cluster => cluster.Name).Distinct(StringComparer.Ordinal)
                    .Select(Public);
                var findings = FederationAnalysis.Run(new([.. FederationPlanner.Plan(federation), .. gateways], federation.Services));
                Assert.DoesNotContain(
                    findings, finding => finding.Severity != FindingSeverity.Information && RulesOfIstioctl.Contains(finding.Rule));
            },
            iter: 300);

    [Fact]
    public void A_ServiceEntry_and_DestinationRule_in_Istios_namespace_would_be_an_error()
    {
        var service = Declared.Service("a", [Declared.Cluster("c1"), Declared.Cluster("c2")], Declared.Cluster("c1"));
        var federation = Federate([service.WithTrafficSplit([DestinationSyntax.Parse("c2/v3:100")], [])]);
        var plan = FederationPlanner.Plan(federation).Where(manifest => manifest.Cluster == "c1").ToList();
        Assert.Empty(Messages(federation, "c1", plan));
        var moved = plan.Select(manifest => manifest.Kind == "DestinationRule"
            ? new MeshManifest(
                "c1", ChangedMap.With(manifest.Content, "metadata", ChangedMap.With(manifest.Metadata, "namespace", "istio-system")))
            : manifest);
        Assert.Equal(["IST0101 VirtualService/default/a a.default.svc.c2.global+version-v3"], Messages(federation, "c1", moved));
    }

    /// <summary>The Gateway that matches of random federations name.</summary>
    private static MeshManifest Public(string cluster) => new(cluster, TestYaml.Read(
        """
        {apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: public, namespace: istio-system},
        spec: {selector: {istio: ingressgateway}, servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}]}}
        """));

    private static IReadOnlyList<string> Messages(Federation federation, string cluster, IEnumerable<MeshManifest> objects)
    {
        var facts =
            federation.Services.SelectMany(service => service.Cluster.Concat(service.ClientCluster)).First(known => known.Name == cluster);
        return Istioctl.Analyze(
            facts,
            objects,
            federation.Services.Where(service => service.In(cluster) is not null).Select(service => (service.Name, service.Namespace)));
    }

    private static Federation Federate(IEnumerable<MeshService> services) =>
        Federation.Create("random", [.. services], AddressPool.Parse(AddressPool.DefaultRange));

    private static MeshService Known(MeshService service) =>
        service with { ClientCluster = service.ClientCluster.Select(Known).ToValueList() };

    private static MeshCluster Known(MeshCluster cluster) =>
        cluster with { Facts = new() { Namespace = [new("default", LabelSet.Empty), new("shop", LabelSet.Empty)] } };
}
