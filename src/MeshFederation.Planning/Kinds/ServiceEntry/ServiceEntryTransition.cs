using MeshFederation.Model.Objects;
using MeshFederation.Planning.Publishing.Transitions;

namespace MeshFederation.Planning.Kinds.ServiceEntry;

/// <summary>A ServiceEntry that still has the ports, and accepts the identities, which are about to go.</summary>
internal static class ServiceEntryTransition
{
    public static UnstructuredMap? Of(UnstructuredMap old, UnstructuredMap wanted)
    {
        if (!UnstructuredEquality.AreEqual(old.List("hosts"), wanted.List("hosts"))) return null;
        var spec = WithPorts(old, wanted);
        var names = Identities(old.List("subjectAltNames"), wanted.List("subjectAltNames"));
        if (names is not null) spec = spec.With("subjectAltNames", names.Count == 0 ? null : names);
        return UnstructuredEquality.AreEqual(spec, wanted) ? null : spec;
    }

    private static UnstructuredMap WithPorts(UnstructuredMap old, UnstructuredMap wanted)
    {
        var names = wanted.Maps("ports").Select(port => port.Text("name")).ToHashSet(StringComparer.Ordinal);
        var ports = BothLists.Of(old.List("ports"), wanted.List("ports"), Number, port => Renamed((UnstructuredMap)port!, names));
        if (ports is null) return wanted;
        var kept = ports.OfType<UnstructuredMap>()
            .Select(port => port.Text("name")).OfType<string>()
            .Where(name => !names.Contains(name)).ToList();
        var endpoints = wanted.Maps("endpoints").Select(endpoint => WithPorts(endpoint, kept)).ToList();
        var spec = wanted.With("ports", ports);
        return endpoints.Count == 0 ? spec : spec.With("endpoints", UnstructuredList.From(endpoints));
    }

    /// <summary>All ports of a host in another cluster lead to the one port of its gateway.</summary>
    private static UnstructuredMap WithPorts(UnstructuredMap endpoint, List<string> names)
    {
        if (endpoint.Map("ports") is not { Count: > 0 } ports) return endpoint;
        return endpoint.With("ports", names.Aggregate(ports, (map, name) => map.With(name, ports.EntryAt(0).Value)));
    }

    private static object? Number(object? port) => (port as UnstructuredMap)?.Number("number");

    /// <summary>Names of ports are unique; what counts for a port that is about to go is its number and protocol.</summary>
    private static UnstructuredMap Renamed(UnstructuredMap port, HashSet<string?> taken) =>
        taken.Contains(port.Text("name"))
            ? port.With("name", FormattableString.Invariant($"{port.Text("name")}-{port.Number("number")}"))
            : port;

    /// <summary>No name means that any is accepted; null that those which are wanted will do.</summary>
    private static UnstructuredList? Identities(UnstructuredList old, UnstructuredList wanted)
    {
        if (wanted.Count == 0) return null;
        return old.Count == 0 ? UnstructuredList.Empty : BothLists.Of(old, wanted, name => name);
    }
}
