using System.Globalization;
using MeshFederation.Istio.Declarations;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Ports;
using MeshFederation.Model.Services;

namespace MeshFederation.Bench;

/// <summary>
/// Federations in the shape of bookinfo: every service runs in two clusters, is called from the first of them, and is split between a
/// version in the second and two in the first, 75/15/10 where nothing else is said. Clusters take turns, so that each of them serves and
/// calls.
/// </summary>
internal static class BookinfoShape
{
    public static MeshService[] Services(int services, int clusters, int remoteWeight = 75)
    {
        var meshes = Enumerable.Range(1, clusters).Select(Cluster).ToArray();
        return [.. Enumerable.Range(0, services).Select(i => Service(i, meshes[i % clusters], meshes[(i + 1) % clusters], remoteWeight))];
    }

    private static MeshCluster Cluster(int i) =>
        new(string.Create(CultureInfo.InvariantCulture, $"cluster{i}"), string.Create(CultureInfo.InvariantCulture, $"cluster{i}"))
        {
            TrustDomain = string.Create(CultureInfo.InvariantCulture, $"cluster{i}"),
            Gateway = new MeshGateway { Address = [string.Create(CultureInfo.InvariantCulture, $"172.18.0.{i}")] },
        };

    private static MeshService Service(int i, MeshCluster client, MeshCluster server, int remoteWeight)
    {
        var service = ServiceDeclaration.Check(new MeshService(
            name: string.Create(CultureInfo.InvariantCulture, $"service-{i}"),
            ns: string.Create(CultureInfo.InvariantCulture, $"team-{i % 50}"),
            port: [new("http", 9080, IstioProtocol.HTTP)],
            instance: [new(client) { ServiceAccount = ["app"] }, new(server) { ServiceAccount = ["app"] }],
            clientCluster: [client]));
        return service.WithTrafficSplit(
            [
                new(server.Name, Version("v3"), remoteWeight),
                new(client.Name, Version("v1"), 90 - remoteWeight),
                new(client.Name, Version("v2"), 10)
            ], []);
    }

    private static LabelSet Version(string version) => LabelSet.Create("version", version);
}
