using MeshFederation.Model.Plans;
using MeshFederation.Planning.Kinds;

namespace MeshFederation.Planning.Publishing;

/// <summary>
/// Which services an object is for, as <c>reviews.default</c>. The objects of a service, in all clusters, need each other: when one of them
/// is not as it should be, what it may need of the others is not taken from it.
/// </summary>
public sealed class RoutedServices
{
    private readonly HashSet<string> _names;
    private readonly bool _all;

    private RoutedServices(HashSet<string> names, bool all) => (_names, _all) = (names, all);

    /// <summary>The services of an object, before and after a change.</summary>
    /// <param name="change">The change.</param>
    /// <returns>The services; all that there may be when the object does not tell.</returns>
    public static RoutedServices Of(MeshChange change)
    {
        var (kind, names) = (ObjectKinds.Of(change), new HashSet<string>(StringComparer.Ordinal));
        var all = false;
        foreach (var content in new[] { change.Live, change.Wanted })
        {
            if (content is null) continue;
            var services = kind.HostsOf(content).Select(NameOf).ToList();
            all |= kind.MayBeForAll(services);
            names.UnionWith(services.Where(service => service.Length > 0));
        }

        return new(names, all);
    }

    /// <summary>The services of several objects together.</summary>
    /// <param name="changes">The changes of the objects.</param>
    /// <returns>The services.</returns>
    public static RoutedServices OfAll(IEnumerable<MeshChange> changes)
    {
        var each = changes.Select(Of).ToList();
        return new([.. each.SelectMany(services => services._names)], each.Exists(services => services._all));
    }

    /// <summary>Whether a service is among both.</summary>
    /// <param name="other">The services of another object.</param>
    /// <returns>True when one is.</returns>
    public bool Overlaps(RoutedServices other) => (_all && other.Any) || (other._all && Any) || _names.Overlaps(other._names);

    private bool Any => _all || _names.Count > 0;

    /// <summary>
    /// A server name, or a short name of a service, tells nothing beside its host. A host is <c>name.namespace.svc.…</c>; a wildcard in
    /// front stands for a subset in an SNI.
    /// </summary>
    private static string NameOf(string host)
    {
        var parts = host.StartsWith("*.", StringComparison.Ordinal) ? host[2..].Split('.') : host.Split('.');
        return parts is [var name, var space, "svc", ..] ? $"{name}.{space}" : "";
    }
}
