using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Declarations;
using MeshFederation.Planning.Declarations.Scripts;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Tests.Declarations;

/// <summary>What is declared as keys and values is what was declared as services.</summary>
public sealed class DeclarationTests
{
    [Fact]
    public void What_was_written_is_read_again() => DeclarationGen.Services.Sample(services =>
    {
        var declaration = Write(services);
        return DeclarationReader.Read(declaration, []).SequenceEqual(services);
    });

    [Fact]
    public void Policies_of_every_kind_are_read_again() => PolicyGen.Services.Sample(service =>
    {
        var declared = service with { Federation = new MeshFederationDeclaration("shop") };
        return Assert.Single(DeclarationReader.Read(Write([declared]), [])).Equals(declared);
    });

    [Fact]
    public void Splits_fallbacks_failover_names_of_all_clusters_and_policies_of_every_scope_are_read_again() =>
        TrafficGen.Services(4, 3).Sample(services =>
        {
            IReadOnlyList<MeshService> declared =
            [
                .. services.Select(service => service.Instance.Count > 1 ? service.WithSuspended([service.Cluster[0].Name]) : service)
                    .Select(service => service with { Federation = new MeshFederationDeclaration("shop") })
                    .OrderBy(service => service.Namespace, StringComparer.Ordinal).ThenBy(service => service.Name, StringComparer.Ordinal),
            ];
            Assert.Equal(declared, DeclarationReader.Read(Write(declared), []));
        });

    [Fact]
    public void The_order_of_services_does_not_matter() => DeclarationGen.Services.Sample(services =>
        Write([.. services.Reverse()]).ToYaml() == Write(services).ToYaml());

    [Fact]
    public void Nothing_of_this_machine_is_written() => DeclarationGen.Services.Sample(services =>
    {
        var local = services.Select(service => service with
        {
            Federation = service.Federation! with { Cluster = [], ClientCluster = [] },
            ClientCluster = [.. service.ClientCluster.Select(Local)],
            Instance = [.. service.Instance.Select(one => one with { Cluster = Local(one.Cluster) })],
        });
        return !Write([.. local]).ToYaml().Contains("/home/me", StringComparison.Ordinal);
    });

    [Fact]
    public void A_kubeconfig_of_here_leads_to_the_clusters() => DeclarationGen.Services.Sample(services =>
        DeclarationReader.Read(Write(services), [], cluster => cluster with { Kubeconfig = "/etc/kube" })
            .SelectMany(service => service.Cluster.Concat(service.ClientCluster))
            .All(cluster => cluster.Kubeconfig == "/etc/kube"));

    [Fact]
    public void A_cluster_that_is_given_counts_instead_of_its_namesake() => DeclarationGen.Services.Sample(services =>
    {
        var read = services[0].Cluster[0] with { IstioVersion = new(1, 29, 1), Kubeconfig = "/given" };
        return DeclarationReader.Read(Write(services), [read])[0].Cluster[0].Equals(read);
    });

    [Fact]
    public void A_cluster_that_is_given_and_not_needed_is_refused()
    {
        var services = DeclarationGen.Services.Single();
        var stray = services[0].Cluster[0] with { Name = "stray" };
        Assert.Equal(
            MeshErrorId.ClusterNotFound,
            Assert.Throws<MeshException>(() => DeclarationReader.Read(Write(services), [stray])).ErrorId);
    }

    [Fact]
    public void A_script_has_no_text_that_ends_before_its_quotes_do() => DeclarationGen.Services.Sample(services =>
        !DeclarationScript.Write(Write(services)).Any(sign => char.IsControl(sign) && sign != '\n'));

    private static MeshCluster Local(MeshCluster cluster) => cluster with { Kubeconfig = "/home/me/config" };

    private static UnstructuredMap Write(IReadOnlyList<MeshService> services) =>
        DeclarationWriter.Write(services, "shop", services[0].Federation!.AddressPool);
}
