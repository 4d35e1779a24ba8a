using MeshFederation.Analysis.Ambient;
using MeshFederation.Istio.Identity;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Analysis.Rules.Identity;

internal sealed class RootsDiffer : Rule
{
    public override string Id => "MF5007";

    public override string Title => "Clusters that call each other trust a common root certificate.";

    public override string Recommendation => Exchange;

    /// <summary>Written at once and read by restarted istiods, it would be distrusted by whoever was not restarted yet.</summary>
    public const string Exchange = "Give both certificates below one root, step by step: New-MeshIntermediateCertificate | "
        + "Publish-MeshIdentity -Rotate Root.";

    public override string Source => "security/pkg/pki/ca; istio.io docs/tasks/security/cert-management/plugin-ca-cert";

    /// <summary>What is wrong, in a sentence without its end.</summary>
    public static string Why(MeshCluster client, MeshCluster server) =>
        $"No root certificate of {server.Name} is one of {client.Name}, which calls it: CERTIFICATE_VERIFY_FAILED";

    /// <summary>The same of ambient meshes, in a whole sentence; what ztunnels log of it was not run.</summary>
    public static string ThroughTunnels(MeshCluster client, MeshCluster server) =>
        $"No root certificate of {server.Name} is one of {client.Name}, which calls it through tunnels: each refuses the certificate of "
        + "the other.";

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (client, server) in Tunnels(federation))
        {
            if (TrustDomains.ShareRoot(client, server) is false)
                report.OnMesh(server, ThroughTunnels(client, server), new Cause(server.Name, client.Name));
        }

        foreach (var (client, server) in TrustPairs.All(federation))
        {
            if (TrustDomains.ShareRoot(client, server) is false)
                report.OnMesh(server, Why(client, server) + ".", new Cause(server.Name, client.Name));
        }
    }

    private static IEnumerable<(MeshCluster Client, MeshCluster Server)> Tunnels(FederationView federation) =>
        TunnelCall.Of(federation.Mesh).SelectMany(call => call.Servers, (call, server) => (call.Client, Server: server)).Distinct()
            .Where(pair => pair.Client.IsDeclared && pair.Server.IsDeclared)
            .Select(pair => (pair.Client.Facts, pair.Server.Facts));
}
