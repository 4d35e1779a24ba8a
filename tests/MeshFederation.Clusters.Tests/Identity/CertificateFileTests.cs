using System.Security;
using System.Security.Cryptography.X509Certificates;
using MeshFederation.Clusters.Identity;
using MeshFederation.Istio.Identity.Certificates;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Planning.Certificates;
using static MeshFederation.Clusters.Tests.Identity.Certificates;

namespace MeshFederation.Clusters.Tests.Identity;

/// <summary>Keys are their owner's alone, are not overwritten, and come into no message.</summary>
public sealed class CertificateFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;

    [Fact]
    public void What_is_written_can_be_read_and_keys_are_private()
    {
        var made = IntermediateCertificate.Create(Root(), Cluster("west"), Options);
        Write("west", CertificateFile.Of(made));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "ca-key.pem")));
        var read = AuthorityFiles.ReadIntermediate("west", In("cert-chain.pem"), In("root-cert.pem"), In("ca-key.pem"), Now);
        Assert.Equal(made with { Key = null }, read with { Key = null });
        Assert.Equal(made.Key!.Reveal(), read.Key!.Reveal());
    }

    [Fact]
    public void A_key_that_is_there_is_not_overwritten()
    {
        Write("west", CertificateFile.Of(IntermediateCertificate.Create(Root(), Cluster("west"), Options)));
        var before = File.ReadAllText(In("ca-key.pem"));
        var other = CertificateFile.Of(IntermediateCertificate.Create(Root(), Cluster("west"), Options));
        var refused = Assert.Throws<MeshException>(() => new PrivateFiles(_folder, overwrite: false).Plan("west", other));
        Assert.Equal(MeshErrorId.CertificateFileExists, refused.ErrorId);
        Assert.Equal(before, File.ReadAllText(In("ca-key.pem")));
        Assert.All(
            new PrivateFiles(_folder, overwrite: true).Plan("west", other), change => Assert.Equal(FileAction.Update, change.Action));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_authority_comes_back_from_PEM_and_PFX(bool isPfx)
    {
        var root = Root();
        if (!isPfx) Write("", CertificateFile.Of(root));
        else File.WriteAllBytes(In("root.pfx"), Pfx(root.Certificate.Pem, root.Key!.Reveal()));
        var read = isPfx
            ? AuthorityFiles.ReadPfx(In("root.pfx"), Secure("s3cret"), Now)
            : AuthorityFiles.Read(In("root-cert.pem"), In("root-key.pem"), Now);
        Assert.Equal(root with { Key = null }, read with { Key = null });
        Assert.Equal("CN=west, O=Shop", IntermediateCertificate.Create(read, Cluster("west"), Options).Certificate.Subject);
    }

    [Fact]
    public void No_error_says_anything_of_a_key()
    {
        var root = Root();
        var key = root.Key!.Reveal();
        var body = string.Concat(key.Split('\n').Skip(1).SkipLast(2));
        string[] wrong = [key.Replace("PRIVATE KEY", "SECRET KEY", StringComparison.Ordinal), key[..90] + "!!" + key[92..], key + key];
        foreach (var text in wrong)
        {
            var refused = Assert.Throws<MeshException>(() => KeyReading.Of(text, "'key.pem'"));
            Assert.Equal(MeshErrorId.CertificateKeyInvalid, refused.ErrorId);
            Assert.DoesNotContain(body[..20], refused.ToString(), StringComparison.Ordinal);
        }

        File.WriteAllBytes(In("root.pfx"), Pfx(root.Certificate.Pem, key));
        var closed = Assert.Throws<MeshException>(() => AuthorityFiles.ReadPfx(In("root.pfx"), Secure("other"), Now));
        Assert.Equal(MeshErrorId.CertificateInvalid, closed.ErrorId);
        Assert.DoesNotContain("other'", closed.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(body[..20], root.ToString() + root.Key + CertificateFile.Of(root)[1], StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name);

    private void Write(string cluster, IReadOnlyList<CertificateFile> files)
    {
        foreach (var (change, file) in new PrivateFiles(_folder, overwrite: false).Plan(cluster, files).Zip(files))
            PrivateFiles.Write(change, file);
    }

    private static byte[] Pfx(string certificate, string key)
    {
        using var open = X509Certificate2.CreateFromPem(certificate, key);
        return open.Export(X509ContentType.Pfx, "s3cret")!;
    }

    private static SecureString Secure(string text)
    {
        var password = new SecureString();
        foreach (var letter in text) password.AppendChar(letter);
        return password;
    }
}
