using System.Collections;
using MeshFederation.Model.Ports;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the protocol with which a port's name begins.</summary>
public sealed class PortCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        ProtocolNames.Declarable.Select(
            protocol => (protocol.ToIstioName().ToLowerInvariant() + ":", $"name:number, a {protocol.ToIstioName()} port"));
}
