using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Identity;
using MeshFederation.Planning.Certificates;
using MeshFederation.Planning.Identities;

namespace MeshFederation.Tests.Identity;

/// <summary>Which root an authority leads to does not depend on when the root was made.</summary>
public sealed class RootAboveTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly MeshCertificateAuthority Root =
        RootCertificate.Create("Shop root", "Shop", CertificateKeyAlgorithm.ECDSAP384, null, Start);

    private static readonly MeshIntermediateCertificate Own =
        IntermediateCertificate.Create(Root, new MeshCluster("a", "a"), new(Start) { KeyAlgorithm = CertificateKeyAlgorithm.ECDSAP384 });

    [Theory]
    [InlineData(90)]
    [InlineData(90_000)]
    public void The_root_is_found_while_it_holds_and_when_it_has_ended(int days) =>
        Assert.Equal(Root.Root, AuthorityUse.RootAbove(new(new("a", "a")) { Authority = Own, Now = Start.AddDays(days) }));

    [Fact]
    public void A_root_that_was_renewed_after_it_signed_is_found()
    {
        var renewed = Renewed(Start.AddDays(30));
        var authority = Own with { Root = [renewed] };
        Assert.Equal(renewed, AuthorityUse.RootAbove(new(new("a", "a")) { Authority = authority, Now = Start.AddDays(40) }));
    }

    /// <summary>The same name and key, in a certificate that begins later.</summary>
    private static MeshCertificate Renewed(DateTimeOffset start)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(Root.Key!.Reveal());
        using var before = X509Certificate2.CreateFromPem(Root.Root.Pem);
        var request = new CertificateRequest(before.SubjectName, key, HashAlgorithmName.SHA384);
        foreach (var extension in before.Extensions) request.CertificateExtensions.Add(extension);
        using var after = request.CreateSelfSigned(start, start.AddDays(3650));
        return CertificateReading.Of(after);
    }
}
