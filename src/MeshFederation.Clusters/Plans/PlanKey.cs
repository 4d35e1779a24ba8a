using System.Security.Cryptography;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Plans;

/// <summary>A key of a PEM file, with which plans are signed or their signatures checked. Its content is in no message.</summary>
public sealed class PlanKey : IDisposable
{
    private const string PrivateLabel = "PRIVATE KEY-----";

    private PlanKey(string path, ECDsa key) => (Path, Key) = (path, key);

    /// <summary>The file.</summary>
    public string Path { get; }

    internal ECDsa Key { get; }

    /// <summary>Reads the private key with which plans are signed.</summary>
    /// <param name="path">The whole path.</param>
    /// <returns>The key.</returns>
    /// <exception cref="MeshException">The file holds no private ECDSA key, or one under a password.</exception>
    public static PlanKey ReadPrivate(string path) => Read(path, isPrivate: true);

    /// <summary>Reads the public key by which signatures are checked.</summary>
    /// <param name="path">The whole path.</param>
    /// <returns>The key.</returns>
    /// <exception cref="MeshException">The file holds no public ECDSA key.</exception>
    public static PlanKey ReadPublic(string path) => Read(path, isPrivate: false);

    /// <inheritdoc />
    public void Dispose() => Key.Dispose();

    private static PlanKey Read(string path, bool isPrivate)
    {
        var text = PlanFileErrors.Reading(path, File.ReadAllText);
        var isSecret = text.Contains(PrivateLabel, StringComparison.Ordinal);
        if (isPrivate && !isSecret) throw Invalid(path, "it holds no private key");
        if (!isPrivate && isSecret) throw Invalid(path, "it holds a private key, which has to stay with who signs");
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(text);
            return new(path, key);
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException)
        {
            // The exception is not passed on: nothing of a key may come into a message or a record of it.
            key.Dispose();
            throw Invalid(path, text.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? "its key is under a password"
                : "it holds no ECDSA key in PEM form, or more than one");
        }
    }

    private static MeshException Invalid(string path, string why) => new(
        MeshErrorId.SigningKeyInvalid,
        MeshErrorKind.InvalidData,
        $"'{path}' cannot be used as a key of plans: {why}.",
        "Make a pair: openssl ecparam -name prime256v1 -genkey -noout -out plan.key; openssl ec -in plan.key -pubout -out plan.pub. "
        + "-SigningKey takes the first, -PublicKey the second.",
        path);
}
