using System.Collections;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the last part of hosts in other clusters.</summary>
public sealed class HostSuffixCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Services.Select(service => service.HostSuffix)
            .Append("global").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(suffix => (suffix, $"hosts like reviews.default.svc.cluster2.{suffix}"));
}
