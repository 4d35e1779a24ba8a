namespace MeshFederation.Istio.Names;

/// <summary>
/// A host with the namespace that may stand before it, as Gateways and Sidecars write it (istio pilot/pkg/model/gateway.go, sidecar.go).
/// </summary>
/// <param name="Space">A namespace, <c>.</c> for that of the object, <c>*</c> for any; null where none stands there.</param>
/// <param name="Host">The host, or a pattern.</param>
internal readonly record struct ScopedHost(string? Space, string Host)
{
    /// <summary>Any namespace.</summary>
    public const string AnySpace = "*";

    /// <summary>The namespace of the object.</summary>
    public const string OwnSpace = ".";

    /// <summary>Reads an entry, as <c>*/reviews.default.svc.cluster.local</c>.</summary>
    public static ScopedHost Read(string entry)
    {
        var slash = entry.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? new(null, entry) : new(entry[..slash], entry[(slash + 1)..]);
    }

    /// <summary>The namespace by its name, or <see cref="AnySpace"/>.</summary>
    public string? SpaceIn(string owner) => Space == OwnSpace ? owner : Space;
}
