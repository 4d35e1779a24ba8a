using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Ambient;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;

namespace MeshFederation.Planning.Certificates;

/// <summary>
/// Binds an authority to the identities of one trust domain (RFC 5280 4.2.1.10). The framework has no class for it. Only URIs are bound,
/// not DNS names: istiod's own certificate has those.
/// </summary>
internal static class NameConstraints
{
    private const string Id = "2.5.29.30";
    private static readonly Asn1Tag PermittedTrees = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Uri = new(TagClass.ContextSpecific, 6);

    /// <summary>The extension for a cluster.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="peers">Those whose proxies check its certificates, too.</param>
    /// <exception cref="MeshException">A ztunnel of one of them would refuse every certificate.</exception>
    public static X509Extension Of(MeshCluster cluster, IEnumerable<MeshCluster> peers)
    {
        if (peers.Prepend(cluster).FirstOrDefault(Refuses) is { } refusing) throw Unusable(cluster, refusing);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence(PermittedTrees))
        using (writer.PushSequence()) writer.WriteCharacterString(UniversalTagNumber.IA5String, cluster.TrustDomain, Uri);
        return new(Id, writer.Encode(), critical: true);
    }

    private static bool Refuses(MeshCluster cluster) => cluster.HasTunnels() is true
        && IstioBehavior.ZtunnelRefusesNameConstraints(cluster.IstioVersion);

    private static MeshException Unusable(MeshCluster cluster, MeshCluster refusing) => new(
        MeshErrorId.NameConstraintUnusable,
        MeshErrorKind.NotImplemented,
        $"A certificate of the cluster '{cluster}' cannot be bound to the trust domain '{cluster.TrustDomain}': "
        + $"{(cluster == refusing ? "it" : $"the cluster '{refusing}'")} has ambient namespaces, and ztunnel {refusing.IstioVersion} "
        + "refuses every chain with a name constraint of URIs.",
        "Leave -NameConstraint out.",
        cluster);
}
