using System.Collections;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the host that is asked for at a gateway: those that the session's services are split for.</summary>
public sealed class GatewayHostCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) => GatewayNames.Hosts();
}
