using MeshFederation.Planning.Identities;

namespace MeshFederation.Tests.Identity;

/// <summary>What is left of the trust of others when one is expelled.</summary>
public sealed class AcceptedDomainsTests
{
    /// <summary>
    /// A root without trust domains is one for all of them (istio mesh/v1alpha1 CertificateData.trust_domains), so it goes with the last.
    /// </summary>
    [Theory]
    [InlineData("a", "[{pem: P}, {pem: Q, trustDomains: [c, b]}]", "[{pem: P}, {pem: Q, trustDomains: [c, b]}]")]
    [InlineData("b", "[{pem: P}, {trustDomains: [b]}, {pem: Q, trustDomains: [c, b]}]", "[{pem: P}, {pem: Q, trustDomains: [c]}]")]
    [InlineData("c", "[{pem: Q, trustDomains: [c]}, {spiffeBundleUrl: U, trustDomains: [c], certSigners: [s]}]", "[]")]
    public void A_root_never_becomes_one_for_all_trust_domains(string lost, string before, string after)
    {
        var field = new AcceptedDomains(IsAlias: false);
        var configuration = Comparison.ClusterFixture.Object($"{{caCertificates: {before}}}").Content;
        Assert.Equal(
            Comparison.ClusterFixture.Object($"{{caCertificates: {after}}}").Content.List("caCertificates"),
            field.Without(configuration, new HashSet<string>(StringComparer.Ordinal) { lost }));
    }
}
