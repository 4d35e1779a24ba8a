using MeshFederation.Istio.Declarations;
using MeshFederation.Istio.Ports;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;
using MeshFederation.Planning;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Tests.Planning;

/// <summary>Declares what the tests of planning plan.</summary>
internal static class Declared
{
    public static MeshCluster Cluster(string name, string version = "1.30.3", string domain = "cluster.local") => new(name, name)
    {
        IstioVersion = IstioVersion.Parse(version),
        ClusterDomain = domain,
        Gateway = new() { Address = ["192.0.2.7"] },
    };

    public static MeshService Service(
        string name, ValueList<MeshCluster> servers, MeshCluster client, string space = "default", string suffix = "global") =>
            ServiceDeclaration.Check(new(
                name: name,
                ns: space,
                port: [PortSyntax.Parse("http:80")],
                instance: servers.Select(server => new MeshServiceInstance(server)).ToValueList(),
                clientCluster: [client])
            {
                HostSuffix = suffix,
            });

    public static Federation Federation(params MeshService[] services) =>
        MeshFederation.Planning.Federation.Create("test", services, AddressPool.Parse(AddressPool.DefaultRange));
}
