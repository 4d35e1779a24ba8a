using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Istio.Mesh;
using MeshFederation.Istio.Names;
using MeshFederation.Istio.Versions;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;

namespace MeshFederation.Planning.Identities;

/// <summary>What istiod takes of authorities that are given, and what is there would refuse below them.</summary>
public static class GivenAuthorities
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private const string Any = "2.5.29.37.0";

    /// <summary>Requires that proxies of all clusters would take chains below the authorities.</summary>
    /// <param name="states">The clusters.</param>
    /// <param name="goal">The authorities.</param>
    /// <exception cref="MeshException">One would refuse all of them.</exception>
    public static void Require(IReadOnlyCollection<AuthorityState> states, RotationGoal goal)
    {
        var refusing = states.FirstOrDefault(state => state.Proxy?.Any(proxy => proxy.IsTunnel) is true
            && IstioBehavior.ZtunnelRefusesNameConstraints(state.Cluster.IstioVersion));
        foreach (var state in states)
        {
            var given = goal.Authority[state.Cluster.Name];
            foreach (var certificate in given.Chain.Prepend(given.Certificate).Concat(given.Root))
            {
                using var opened = CertificateReading.Open(certificate);
                if (LeavesOutClients(opened)) throw OfServers(certificate, state);
                if (NameConstraints.In(opened) is not { } constraints) continue;
                if (refusing is not null) throw Constrained(certificate, refusing);
                var istiod = ServiceHost.Of(ControlPlaneNames.Istiod, state.Cluster.IstioNamespace, "").TrimEnd('.');
                if (NameConstraints.Bars(constraints, istiod)) throw Barred(certificate, state, istiod);
            }
        }
    }

    /// <summary>
    /// Where uses are named, who is called asks each authority of a chain for that of a client, too (openssl verify -purpose sslclient).
    /// </summary>
    private static bool LeavesOutClients(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(uses =>
            uses.EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().All(use => use.Value is not (ClientAuthentication or Any)));

    private static MeshException OfServers(MeshCertificate certificate, AuthorityState state) => new(
        MeshErrorId.CertificateInvalid,
        MeshErrorKind.InvalidData,
        $"The certificate '{certificate}' for the cluster '{state.Cluster.Name}' names uses of its key and leaves out that of a client "
        + "(clientAuth), so proxies that are called would refuse every chain below it.",
        "Have it signed without extended key usages, or with clientAuth beside serverAuth: New-MeshIntermediateCertificate makes such.",
        certificate);

    private static MeshException Constrained(MeshCertificate certificate, AuthorityState refusing) => new(
        MeshErrorId.NameConstraintUnusable,
        MeshErrorKind.NotImplemented,
        $"The certificate '{certificate}' has name constraints, and ztunnel {refusing.Cluster.IstioVersion} of the cluster "
        + $"'{refusing.Cluster.Name}' may refuse every chain with one.",
        "Have it signed without name constraints.",
        certificate);

    private static MeshException Barred(MeshCertificate certificate, AuthorityState state, string istiod) => new(
        MeshErrorId.NameConstraintUnusable,
        MeshErrorKind.InvalidData,
        $"The name constraints of the certificate '{certificate}' do not allow {istiod}, by which proxies of the cluster "
        + $"'{state.Cluster.Name}' call istiod, so they would refuse it.",
        "Have it signed with constraints that allow that name, or without any of DNS names.",
        certificate);
}
