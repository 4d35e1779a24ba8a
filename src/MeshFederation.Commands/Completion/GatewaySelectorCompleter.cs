using System.Collections;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the labels that Istio's own charts give gateways.</summary>
public sealed class GatewaySelectorCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        [
            ("istio=ingressgateway", "the ingress gateway of Istio's charts"),
            ("istio=eastwestgateway", "the gateway between clusters of Istio's multicluster samples")
        ];
}
