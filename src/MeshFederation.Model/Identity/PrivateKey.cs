namespace MeshFederation.Model.Identity;

/// <summary>A private key. It is no property that anybody can see, and no text: only what signs or writes files asks for it.</summary>
internal sealed class PrivateKey
{
    private readonly string _pem;

    public PrivateKey(string pem) => _pem = pem;

    /// <summary>The key in PEM form (PKCS #8); for signing, and for files that their owner alone may read.</summary>
    public string Reveal() => _pem;

    public override string ToString() => "a private key";
}
