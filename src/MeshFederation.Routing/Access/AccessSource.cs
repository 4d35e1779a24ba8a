using MeshFederation.Istio.Identity;
using MeshFederation.Istio.Objects;

namespace MeshFederation.Routing.Access;

/// <summary>Who calls, as the certificate of the mesh's TLS says it.</summary>
/// <param name="IsMutual">
/// Whether the connection has the mesh's TLS; without it the caller has no identity at all. Null when it is not known.
/// </param>
/// <param name="TrustDomain">The trust domain, or null.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="ServiceAccount">The service account, or null.</param>
public sealed record AccessSource(bool? IsMutual, string? TrustDomain, string Namespace, string? ServiceAccount)
{
    /// <summary>
    /// Whether the trust domain, which is not known, is that of the pods that answer, so that <c>cluster.local</c> of a policy means it.
    /// </summary>
    public bool IsOwn { get; init; }

    /// <summary>The identity as policies write it: <c>cluster1/ns/default/sa/bookinfo</c>; null when it is not known as a whole.</summary>
    public string? Principal =>
        TrustDomain is null || ServiceAccount is null ? null : SpiffeIdentity.Principal(TrustDomain, Namespace, ServiceAccount);

    /// <summary>The identity for people, with an asterisk for what is not known.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        IsMutual is false
            ? "a caller without identity, since no TLS of the mesh is spoken"
            : SpiffeIdentity.Principal(TrustDomain ?? "*", Namespace, ServiceAccount ?? "*");

    /// <summary>The caller of a request.</summary>
    /// <param name="client">Its cluster.</param>
    /// <param name="caller">Its pods; their service account is known where all pods with these labels have the same.</param>
    /// <param name="server">
    /// The cluster of the pods that answer: a domain that was not declared is at least the own one there, in the same cluster, whichever
    /// that is.
    /// </param>
    /// <param name="isMutual">Whether the mesh's TLS is spoken.</param>
    /// <returns>The source.</returns>
    public static AccessSource Of(RoutingCluster client, MeshCaller caller, RoutingCluster server, bool? isMutual)
    {
        var accounts = client.Pods.In(caller.Namespace)
            .Where(pod => caller.Labels.Selects(pod.Labels))
            .Select(pod => pod.ServiceAccount).OfType<string>().Distinct(StringComparer.Ordinal)
            .Take(2).ToList();
        var isKnown = client.Facts.TrustDomain.Length > 0 && client.IsDeclared;
        return new(isMutual, isKnown ? client.Facts.TrustDomain : null, caller.Namespace, accounts is [var only] ? only : null)
        {
            IsOwn = !isKnown && client == server,
        };
    }
}
