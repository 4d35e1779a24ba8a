using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Identity;

/// <summary>The certificate of the authority of one cluster's Istio, with what leads from it to the root.</summary>
public sealed record MeshIntermediateCertificate
{
    internal MeshIntermediateCertificate(
        string cluster, MeshCertificate certificate, ValueList<MeshCertificate> chain, ValueList<MeshCertificate> root) =>
            (Cluster, Certificate, Chain, Root) = (cluster, certificate, chain, root);

    /// <summary>The name of the cluster.</summary>
    public string Cluster { get; internal init; }

    /// <summary>The certificate with whose key istiod signs those of workloads: <c>ca-cert.pem</c> of the Secret cacerts.</summary>
    public MeshCertificate Certificate { get; internal init; }

    /// <summary>The certificates between it and the root, from below; empty where the root signed it.</summary>
    public ValueList<MeshCertificate> Chain { get; internal init; }

    /// <summary>The roots that the cluster trusts: <c>root-cert.pem</c>. More than one only while roots change.</summary>
    public ValueList<MeshCertificate> Root { get; internal init; }

    /// <summary>When its certificate ends, in UTC.</summary>
    public DateTimeOffset Expires => Certificate.Expires;

    /// <summary>Whether the key is here; not where the certificate was made for a request.</summary>
    public bool HasKey => Key is not null;

    /// <summary>The key, which is never shown: <c>ca-key.pem</c>.</summary>
    internal PrivateKey? Key { get; init; }

    /// <summary>The cluster and the subject.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Cluster}: {Certificate.Subject}";
}
