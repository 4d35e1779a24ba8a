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

    protected override void Examine(FederationView federation, Report report)
    {
        foreach (var (client, server) in TrustPairs.All(federation))
        {
            if (TrustDomains.ShareRoot(client, server) is false)
                report.OnMesh(server, Why(client, server) + ".", new Cause(server.Name, client.Name));
        }
    }
}
