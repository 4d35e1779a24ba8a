using System.Collections;
using MeshFederation.Commands.Session;
using MeshFederation.Istio.Endpoints;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes service accounts that this session has met.</summary>
public sealed class ServiceAccountCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Services.SelectMany(service => service.ServiceAccount)
            .Append(ServiceAccounts.Usual).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => (name, "service account " + name));
}
