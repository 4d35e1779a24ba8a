using MeshFederation.Model.Clusters;

namespace MeshFederation.Istio.Versions;

/// <summary>What of identities depends on the version.</summary>
public static partial class IstioBehavior
{
    private static readonly IstioVersion RefusesConstraints = new(1, 29, 3);

    /// <summary>
    /// Whether trust domains of others can be named without making them aliases, in caCertificates[].trustDomains: since 1.18
    /// (istio pilot/pkg/networking/plugin/authn/util.go TrustDomainsForValidation).
    /// </summary>
    /// <param name="version">The version of the serving cluster.</param>
    /// <returns>True when they can.</returns>
    public static bool ListsTrustDomains(IstioVersion version) => version.Minor >= 18;

    /// <summary>
    /// Whether ztunnel refuses every chain with a name constraint of URIs: since 1.29.3, whose rustls-webpki is 0.103.13 (istio/ztunnel
    /// Cargo.lock; RUSTSEC-2026-0098).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool ZtunnelRefusesNameConstraints(IstioVersion version) => version >= RefusesConstraints;

    /// <summary>
    /// Whether a running istiod takes over a new signing certificate below the same roots from the Secret cacerts: since 1.12 where
    /// AUTO_RELOAD_PLUGIN_CERTS is true, which it is by default since 1.18, and since 1.20 whatever it says (istio
    /// pilot/pkg/bootstrap/istio_ca.go handleEvent; releasenotes 31522, 43104, drop-reload-plugin-certs).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <param name="said">What its istiod is told; null for nothing.</param>
    /// <returns>True when it needs no restart.</returns>
    public static bool ReloadsAuthority(IstioVersion version, bool? said) => version.Minor switch
    {
        < 12 => false,
        < 18 => said is true,
        < 20 => said is not false,
        _ => true,
    };

    /// <summary>
    /// Whether istiod hands out the list of revoked certificates that stands in the Secret cacerts: since 1.27
    /// (istio pilot/pkg/bootstrap/istio_ca.go detectSigningCABundleAndCRL; security/pkg/nodeagent/sds/sdsservice.go).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when it does.</returns>
    public static bool HandsOutRevocations(IstioVersion version) => version.Minor >= 27;

    /// <summary>
    /// Whether certificates of workloads end with the authority that signs them: since 1.30.0, 1.29.6 and 1.28.10. Before, they outlive
    /// it, and all of them fail when it ends (istio security/pkg/pki/util/generate_cert.go genCertTemplateFromCSR).
    /// </summary>
    /// <param name="version">The version of the cluster.</param>
    /// <returns>True when they do.</returns>
    public static bool EndsLeavesWithAuthority(IstioVersion version) => version.Minor switch
    {
        28 => version.Patch >= 10,
        29 => version.Patch >= 6,
        var minor => minor >= 30,
    };
}
