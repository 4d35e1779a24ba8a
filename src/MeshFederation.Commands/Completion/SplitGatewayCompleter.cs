using System.Collections;
using MeshFederation.Commands.Session;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands.Completion;

/// <summary>Completes the Gateways at which this session has split requests, or matched those that come through.</summary>
public sealed class SplitGatewayCompleter : NameCompleter
{
    /// <inheritdoc />
    protected override IEnumerable<(string Text, string Tip)> Candidates(string typed, IDictionary bound) =>
        MeshSession.Current.Services
            .SelectMany(service => service.GatewaySplit.Select(split => split.Gateway)
                .Concat(service.TrafficSplit.SelectMany(split => split.Match?.Gateway ?? [])))
            .Where(name => name != MeshMatch.MeshGatewayName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => (name, "the Gateway " + name));
}
