using System.Collections;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the hosts for which this session has split requests at gateways.</summary>
public sealed class SplitHostnameCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Services.SelectMany(service => service.GatewaySplit)
            .GroupBy(split => split.Hostname, StringComparer.Ordinal).OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => (same.Key, "asked for at " + string.Join(", ", same.Select(split => split.Gateway).Distinct(StringComparer.Ordinal))));
}
