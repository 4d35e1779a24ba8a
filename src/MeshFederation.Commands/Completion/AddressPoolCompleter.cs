using System.Collections;
using MeshFederation.Planning.Addresses;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the usual range of addresses.</summary>
public sealed class AddressPoolCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        [(AddressPool.DefaultRange, "the usual range, without the one from which Istio itself gives addresses")];
}
