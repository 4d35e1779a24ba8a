using MeshFederation.Istio.Names;

namespace MeshFederation.Planning.Recovery;

/// <summary>A service by its name and namespace.</summary>
internal readonly record struct ServiceKey(string Namespace, string Name)
{
    /// <summary>The service of a host, and what stands behind it: the domain of its cluster, or cluster and suffix.</summary>
    /// <param name="host">The host, as <c>reviews.default.svc.cluster2.global</c>.</param>
    /// <returns>The service and the rest, as <c>cluster2.global</c>; null where the host is none of a service.</returns>
    public static (ServiceKey Key, string Behind)? Read(string? host)
    {
        var at = host?.IndexOf(ServiceHost.Part, StringComparison.Ordinal) ?? -1;
        return at > 0 && host![..at].Split('.') is [{ Length: > 0 } name, { Length: > 0 } space]
            ? (new(space, name), host[(at + ServiceHost.Part.Length)..])
            : null;
    }

    public override string ToString() => $"{Namespace}/{Name}";
}
