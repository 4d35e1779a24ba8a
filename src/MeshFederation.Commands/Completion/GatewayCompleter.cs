using System.Collections;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the gateways of a match: the word for the sidecars, and the Gateways that the session's services name.</summary>
public sealed class GatewayCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        GatewayNames.Known().Select(gateway => (gateway.Name, gateway.Tip)).DistinctBy(gateway => gateway.Name, StringComparer.Ordinal)
            .Prepend((MeshMatch.MeshGatewayName, "requests of the sidecars; a Gateway is written as namespace/name"));
}
