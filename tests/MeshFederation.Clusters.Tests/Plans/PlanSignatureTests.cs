using System.Security.Cryptography;
using CsCheck;
using MeshFederation.Clusters.Plans;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Export;
using MeshFederation.Model.Plans;

namespace MeshFederation.Clusters.Tests.Plans;

/// <summary>A plan that must be signed is read as it was signed, or not at all.</summary>
public sealed class PlanSignatureTests : IDisposable
{
    private static readonly MeshPlan Plan =
        RandomPlan.Any.Where(plan => plan.Changes.Count > 3).Generate(new PCG(7), null, out _);

    private readonly string _folder = Directory.CreateTempSubdirectory("meshfederation-").FullName;

    private string File => Path.Combine(_folder, "plan.json");

    [Theory]
    [InlineData("nistP256", "ecdsa-sha256")]
    [InlineData("nistP384", "ecdsa-sha384")]
    [InlineData("nistP521", "ecdsa-sha512")]
    public void One_that_was_signed_by_the_key_is_read(string curve, string algorithm)
    {
        var (secret, open) = Pair(curve);
        using var key = PlanKey.ReadPrivate(secret);
        PlanFile.Write(File, Plan, key);
        using var other = PlanKey.ReadPublic(Pair("nistP256").Public);
        using var known = PlanKey.ReadPublic(open);
        Assert.Equal(Plan, PlanFile.Read(File, other, known));
        Assert.Equal(Plan, PlanFile.Read(File));
        Assert.Contains($"\"algorithm\": \"{algorithm}\"", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_signed_already_is_not_written_anew_and_one_by_another_key_is()
    {
        using var key = PlanKey.ReadPrivate(Pair("nistP256").Secret);
        PlanFile.Write(File, Plan, key);
        Assert.Equal(FileAction.Unchanged, PlanFile.Prepare(File, Plan, force: false, key).Action);
        using var other = PlanKey.ReadPrivate(Pair("nistP256").Secret);
        Assert.Equal(FileAction.Update, PlanFile.Prepare(File, Plan, force: false, other).Action);
        Assert.Equal(FileAction.Update, PlanFile.Prepare(File, Plan, force: false).Action);
    }

    [Fact]
    public void One_without_a_signature_by_another_key_or_with_that_of_another_plan_is_refused()
    {
        var (secret, open) = Pair("nistP256");
        using var key = PlanKey.ReadPrivate(secret);
        using var known = PlanKey.ReadPublic(open);
        PlanFile.Write(File, Plan);
        Refused("is not signed, and -PublicKey asks for it.");
        using var other = PlanKey.ReadPrivate(Pair("nistP256").Secret);
        PlanFile.Write(File, Plan, other);
        Refused("it was made by another key than those of -PublicKey.");

        PlanFile.Write(File, Plan, key);
        var signed = System.IO.File.ReadAllText(File);
        PlanFile.Write(File, Plan with { Unwanted = Plan.Unwanted + 1 });
        var unsigned = System.IO.File.ReadAllText(File);
        var from = signed.IndexOf("  \"signature\"", StringComparison.Ordinal);
        var signature = signed[from..signed.IndexOf("  \"plan\"", StringComparison.Ordinal)];
        System.IO.File.WriteAllText(File, unsigned.Replace("  \"plan\"", signature + "  \"plan\"", StringComparison.Ordinal));
        Refused("the plan was changed after it was signed.");

        void Refused(string why)
        {
            var error = Assert.Throws<MeshException>(() => PlanFile.Read(File, known));
            Assert.Equal(MeshErrorId.PlanSignatureInvalid, error.ErrorId);
            Assert.EndsWith(why, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_key_that_cannot_be_used_is_refused_and_never_shown()
    {
        var (secret, open) = Pair("nistP256");
        using var rsa = RSA.Create(2048);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parameters = new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1);
        Refused(PlanKey.ReadPrivate, Written(rsa.ExportPkcs8PrivateKeyPem()), "it holds no ECDSA key in PEM form, or more than one");
        Refused(PlanKey.ReadPrivate, Written(key.ExportEncryptedPkcs8PrivateKeyPem("secret", parameters)), "its key is under a password");
        Refused(PlanKey.ReadPrivate, open, "it holds no private key");
        Refused(PlanKey.ReadPublic, secret, "it holds a private key, which has to stay with who signs");
        Refused(PlanKey.ReadPublic, Written("no key"), "it holds no ECDSA key in PEM form, or more than one");
        Refused(
            PlanKey.ReadPublic,
            Written(System.IO.File.ReadAllText(open) + System.IO.File.ReadAllText(open)),
            "it holds no ECDSA key in PEM form, or more than one");

        static void Refused(Func<string, PlanKey> read, string path, string why)
        {
            var error = Assert.Throws<MeshException>(() => read(path));
            Assert.Equal(MeshErrorId.SigningKeyInvalid, error.ErrorId);
            Assert.Equal($"'{path}' cannot be used as a key of plans: {why}.", error.Message);
            Assert.Null(error.InnerException);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (string Secret, string Public) Pair(string curve)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        return (Written(key.ExportECPrivateKeyPem()), Written(key.ExportSubjectPublicKeyInfoPem()));
    }

    private string Written(string text)
    {
        var path = Path.Combine(_folder, Guid.NewGuid().ToString("N") + ".pem");
        System.IO.File.WriteAllText(path, text + "\n");
        return path;
    }
}
