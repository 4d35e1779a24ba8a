using System.Collections;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the gateways of a match: the word for the sidecars.</summary>
public sealed class GatewayCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        [(MeshMatch.MeshGatewayName, "requests of the sidecars; a Gateway is written as namespace/name")];
}
