using CsCheck;
using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Fields;
using MeshFederation.Istio.Objects;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;
using MeshFederation.Tests.Federations;

namespace MeshFederation.Tests.Fields;

/// <summary>What is planned has only fields that the Istio of its cluster has, whatever version that is.</summary>
public sealed class PlannedFieldProperties
{
    [Fact]
    public void Plans_have_only_fields_that_their_clusters_know() =>
        Gen.Select(FederationGen.Services(4, 12), Gen.Int[IstioVersion.OldestMinor, 31]).Sample(
            (services, minor) =>
            {
                var version = new IstioVersion(1, minor, 0);
                var manifests = FederationPlanner.Plan(Federation.Create(
                    "f", [.. services.Select(service => At(service, version))], AddressPool.Parse(AddressPool.DefaultRange)));
                foreach (var manifest in manifests)
                {
                    foreach (var path in Paths(manifest.Spec, "spec"))
                    {
                        Assert.True(
                            FieldTable.Knows(IstioKind.Of(manifest), path, version),
                            $"Istio {version} does not know {path} of {manifest}.");
                    }
                }
            },
            iter: 300);

    private static MeshService At(MeshService service, IstioVersion version) => FederationGen.Plannable(service with
    {
        Instance = service.Instance.Select(instance => instance with { Cluster = At(instance.Cluster, version) }).ToValueList(),
        ClientCluster = service.ClientCluster.Select(cluster => At(cluster, version)).ToValueList(),
    });

    private static MeshCluster At(MeshCluster cluster, IstioVersion version) =>
        ClusterDeclaration.Check(cluster with { IstioVersion = version, RoutingMode = MeshRoutingMode.Auto });

    private static IEnumerable<string> Paths(object? value, string path) => value switch
    {
        UnstructuredMap map => map.SelectMany(entry => Paths(entry.Value, path + "." + entry.Key)).Prepend(path),
        UnstructuredList list => list.SelectMany(item => Paths(item, path + "[]")).Prepend(path),
        string word => [path, path + "=" + word],
        _ => [path],
    };
}
