using System.Collections;
using MeshFederation.Commands.Session;
using MeshFederation.Planning;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes names of federations that this session has planned.</summary>
public sealed class FederationCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Federations.Append(Federation.DefaultName).Distinct(StringComparer.Ordinal)
            .Select(name => (name, "federation " + name));
}
