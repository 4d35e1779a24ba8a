using System.Management.Automation;
using MeshFederation.Commands.Arguments;
using MeshFederation.Commands.Completion;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Policies;
using MeshFederation.Model.Traffic;

namespace MeshFederation.Commands;

/// <summary>The base of cmdlets that set a policy of destinations: for all of them, those in clusters, or single ones.</summary>
public abstract class DestinationPolicyCommand : PolicyCommand
{
    /// <summary>The clusters whose pods it holds for. Without it and -Destination, for all that no other of its kind takes.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ClusterCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Cluster { get; set; } = [];

    /// <summary>The destinations of splits that it holds for, as <c>cluster2/v3</c>.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FallbackCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Destination { get; set; } = [];

    /// <summary>
    /// Which requests it would hold for. It holds for the connections to a destination, whatever route leads there, so this is refused with
    /// what to do instead.
    /// </summary>
    [Parameter]
    [MatchArgument]
    public MeshMatch[]? Match { get; set; }

    /// <inheritdoc />
    private protected override IEnumerable<MeshPolicyScope> Scopes()
    {
        if (Match.Sound() is [var match, ..]) throw PolicyErrors.OfMatch(Kind.Kind, match);
        var clusters = Cluster.SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries))
            .Select(cluster => cluster.Length > 0 ? cluster : throw DestinationSyntax.Invalid(cluster, "it names no cluster"))
            .Select(cluster => new MeshDestinationScope(cluster, Model.Collections.LabelSet.Empty));
        var places = Destination.SelectMany(DestinationSyntax.SplitPlaces).Select(DestinationSyntax.ParsePlace)
            .Select(place => new MeshDestinationScope(place.Cluster, place.Subset));
        var scopes = clusters.Concat(places).Distinct().ToList<MeshPolicyScope>();
        return scopes.Count == 0 ? [MeshDestinationScope.All] : scopes;
    }
}
