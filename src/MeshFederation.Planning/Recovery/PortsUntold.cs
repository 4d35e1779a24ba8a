using MeshFederation.Model.Ports;

namespace MeshFederation.Planning.Recovery;

/// <summary>
/// The numbers of ports that no object tells. The one that a port was declared with is that of callers without pods beside them; where all
/// callers have some, each knows the port by the number of its own cluster, and any other would make the same objects.
/// </summary>
internal static class PortsUntold
{
    /// <summary>What is not told, in sentences.</summary>
    /// <param name="key">The service.</param>
    /// <param name="ports">Its ports, as they are taken to be.</param>
    /// <param name="numbers">The numbers by server and name of the port, as far as they are told.</param>
    /// <param name="isTold">Whether the declared number of a port is told, by its name.</param>
    public static IEnumerable<string> Of(
        ServiceKey key,
        IReadOnlyList<MeshPort> ports,
        Dictionary<string, Dictionary<string, int?>> numbers,
        Func<string, bool> isTold)
    {
        foreach (var port in ports)
        {
            var known = numbers.Where(server => server.Value[port.Name] is not null).ToList();
            foreach (var (server, _) in numbers.ExceptBy(known.Select(one => one.Key), one => one.Key, StringComparer.Ordinal)
                .OrderBy(one => one.Key, StringComparer.Ordinal))
            {
                yield return FormattableString.Invariant(
                    $"By which number '{key}' has its port '{port.Name}' in the cluster '{server}' no object tells; it is taken to be ")
                    + FormattableString.Invariant($"{port.Number}.");
            }

            if (isTold(port.Name) || known.All(server => server.Value[port.Name] == port.Number)) continue;
            var said = string.Join(", ", known.OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => FormattableString.Invariant($"{one.Value[port.Name]} in {one.Key}")));
            yield return $"By which number the port '{port.Name}' of '{key}' was declared no object tells, since each of its callers has "
                + FormattableString.Invariant($"pods of it beside it ({said}); it is taken to be {port.Number}.");
        }
    }
}
