using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands;

/// <summary>The base of cmdlets that set a policy of routes: for all requests, or those of matches.</summary>
public abstract class RoutePolicyCommand : PolicyCommand
{
    /// <summary>Which requests it holds for; several are alternatives. Without it, all that no other of its kind takes.</summary>
    [Parameter]
    [AllowEmptyCollection]
    [MatchArgument]
    public MeshMatch[]? Match { get; set; }

    /// <summary>
    /// The destinations for which it holds, as <c>cluster2/v3</c>. Most policies are the route's, over all its destinations; then it is
    /// refused with what to do instead.
    /// </summary>
    [Parameter]
    [Alias("Cluster")]
    [ArgumentCompleter(typeof(FallbackCompleter))]
    public string[]? Destination { get; set; }

    /// <inheritdoc />
    private protected override IEnumerable<MeshPolicyScope> Scopes()
    {
        var matches = Match.Sound().SelectMany(match => match.ForEachPlace()).Distinct().ToList();
        var destinations = Destination ?? [];
        if (destinations.Length == 0)
            return matches.Count == 0 ? [MeshRouteScope.All] : matches.Select(match => new MeshRouteScope(match));
        var named = string.Join(", ", destinations);
        if (Kind.InsteadOfDestination is { } instead) throw PolicyErrors.OfDestination(Kind.Kind, named, instead);
        if (matches.Count > 0)
            throw PolicyErrors.Invalid(Kind.Kind, "it has -Match and -Destination, and Istio has one for either", Kind.Form);
        return destinations.SelectMany(DestinationSyntax.SplitPlaces).Select(DestinationSyntax.ParsePlace)
            .Select(place => new MeshDestinationScope(place.Cluster, place.Subset));
    }
}
