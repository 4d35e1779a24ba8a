namespace MeshFederation.Model.Identity;

/// <summary>A request to sign the certificate of a cluster's authority, whose key does not leave the place where it was made.</summary>
public sealed record MeshCertificateRequest
{
    internal MeshCertificateRequest(string cluster, string subject, string pem) => (Cluster, Subject, Pem) = (cluster, subject, pem);

    /// <summary>The name of the cluster.</summary>
    public string Cluster { get; internal init; }

    /// <summary>Whose certificate is asked for.</summary>
    public string Subject { get; internal init; }

    /// <summary>The request in PEM form (PKCS #10).</summary>
    public string Pem { get; internal init; }

    /// <summary>The file of the request.</summary>
    public string RequestPath { get; internal init; } = "";

    /// <summary>The file of the key, which its owner alone may read.</summary>
    public string KeyPath { get; internal init; } = "";

    /// <summary>The key, which is never shown.</summary>
    internal PrivateKey? Key { get; init; }

    /// <summary>The cluster and the subject.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Cluster}: {Subject}";
}
