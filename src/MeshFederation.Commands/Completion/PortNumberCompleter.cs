using System.Collections;
using System.Globalization;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes port numbers of services that this session has met.</summary>
public sealed class PortNumberCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Services.SelectMany(service =>
            service.Port.Select(port => (Number: port.Number.ToString(CultureInfo.InvariantCulture), Tip: $"{port} of {service}")))
            .DistinctBy(port => port.Number, StringComparer.Ordinal);
}
