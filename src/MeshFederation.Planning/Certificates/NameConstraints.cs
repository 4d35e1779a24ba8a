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
    private static readonly Asn1Tag ExcludedTrees = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag Dns = new(TagClass.ContextSpecific, 2);
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

    /// <summary>The constraints of a certificate; null where it has none.</summary>
    public static byte[]? In(X509Certificate2 certificate) => certificate.Extensions[Id]?.RawData;

    /// <summary>Whether constraints keep a DNS name out: it is below an excluded one, or below none of those that are permitted.</summary>
    public static bool Bars(byte[] constraints, string host)
    {
        try
        {
            var all = new AsnReader(constraints, AsnEncodingRules.DER).ReadSequence();
            var (permitted, excluded) = (Names(all, PermittedTrees), Names(all, ExcludedTrees));
            return (permitted.Count > 0 && !permitted.Exists(Holds)) || excluded.Exists(Holds);
        }
        catch (AsnContentException)
        {
            return false;
        }

        bool Holds(string tree) => tree.Length == 0 || host == tree.TrimStart('.')
            || host.EndsWith("." + tree.TrimStart('.'), StringComparison.OrdinalIgnoreCase);
    }

    private static List<string> Names(AsnReader all, Asn1Tag trees)
    {
        var names = new List<string>();
        if (!all.HasData || !all.PeekTag().HasSameClassAndValue(trees)) return names;
        for (var rest = all.ReadSequence(trees); rest.HasData;)
        {
            var tree = rest.ReadSequence();
            if (tree.PeekTag().HasSameClassAndValue(Dns)) names.Add(tree.ReadCharacterString(UniversalTagNumber.IA5String, Dns));
        }

        return names;
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
