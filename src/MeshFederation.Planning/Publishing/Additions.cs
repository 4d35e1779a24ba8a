using MeshFederation.Model.Objects;

namespace MeshFederation.Planning.Publishing;

/// <summary>
/// Tells whether an object of a client cluster only gains what nothing calls yet. Whatever else changes, another gateway or another SNI say, proxies
/// use as soon as they have it.
/// </summary>
internal static class Additions
{
    /// <summary>Whether callers of what was there notice nothing.</summary>
    /// <param name="kind">The kind of the object.</param>
    /// <param name="old">The object as it was.</param>
    /// <param name="content">The object as it is written.</param>
    public static bool AreAll(string kind, UnstructuredMap old, UnstructuredMap content)
    {
        var (before, after) = (old.Map("spec") ?? UnstructuredMap.Empty, content.Map("spec") ?? UnstructuredMap.Empty);
        return kind switch
        {
            "DestinationRule" => UnstructuredEquality.AreEqual(Without(before, "subsets"), Without(after, "subsets")) && Contains(after.List("subsets"), before.List("subsets")),
            "ServiceEntry" => UnstructuredEquality.AreEqual(Without(before, "ports", "endpoints", "subjectAltNames"), Without(after, "ports", "endpoints", "subjectAltNames"))
                && Contains(after.List("ports"), before.List("ports"))
                && LeadToTheSame(before, after),
            _ => false,
        };
    }

    /// <summary>Whether the ports that a host had lead to the endpoints that they led to.</summary>
    private static bool LeadToTheSame(UnstructuredMap before, UnstructuredMap after)
    {
        var names = before.Maps("ports").Select(port => port.Text("name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var endpoints = after.Maps("endpoints").Select(endpoint => endpoint.Map("ports") is { } ports ? endpoint.With("ports", Of(ports, names)) : endpoint);
        return UnstructuredEquality.AreEqual(before.List("endpoints"), UnstructuredList.From(endpoints));
    }

    private static UnstructuredMap Of(UnstructuredMap ports, HashSet<string> names) => ports.Keys.Where(name => !names.Contains(name)).Aggregate(ports, (map, name) => map.With(name, null));

    /// <summary>Who sees an object only grows until the end, so it does not matter here.</summary>
    private static UnstructuredMap Without(UnstructuredMap spec, params string[] fields) => fields.Append("exportTo").Aggregate(spec, (map, field) => map.With(field, null));

    private static bool Contains(UnstructuredList all, UnstructuredList some) => some.All(item => all.Any(other => UnstructuredEquality.AreEqual(item, other)));
}
