using System.Collections;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Session;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes services: those of the files that are named, else those that this session has met.</summary>
public sealed class ServiceCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound)
    {
        var services = bound.Contains("Path") ? ServiceFiles.TryRead(ArgumentMap.Text(bound["Path"])) : MeshSession.Current.Services;
        return services.GroupBy(service => service.Name, StringComparer.Ordinal)
            .Select(named => (named.Key, string.Join(", ", named.Select(service => $"{service} {service.Port}"))));
    }
}
