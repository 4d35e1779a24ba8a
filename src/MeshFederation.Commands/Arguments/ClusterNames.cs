using System.Collections;
using MeshFederation.Clusters.Discovery;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Text;

namespace MeshFederation.Commands.Arguments;

/// <summary>What -Name says that clusters are called: a text for one cluster, a hashtable by context for several.</summary>
internal sealed class ClusterNames
{
    private readonly object? _name;

    public ClusterNames(object? name) => _name = name;

    /// <summary>The clusters of contexts, those that cannot be called so left out.</summary>
    /// <param name="contexts">The contexts.</param>
    /// <param name="refuse">Is told of each that is left out.</param>
    /// <exception cref="MeshException">The names do not fit the contexts.</exception>
    public IReadOnlyList<DiscoveryTarget> Targets(IReadOnlyList<string> contexts, Action<MeshException> refuse)
    {
        var names = Names(contexts);
        var targets = new List<DiscoveryTarget>();
        foreach (var context in contexts)
        {
            try
            {
                var target = ContextTargets.Of(context, names.GetValueOrDefault(context));
                if (targets.Find(known => known.Name == target.Name) is { } twin) throw Twice(target, twin);
                targets.Add(target);
            }
            catch (MeshException exception)
            {
                refuse(exception);
            }
        }

        return targets;
    }

    private Dictionary<string, string> Names(IReadOnlyList<string> contexts)
    {
        if (_name is null) return new(StringComparer.Ordinal);
        if (_name is not IDictionary named)
            return contexts is [var only] ? new(StringComparer.Ordinal) { [only] = ArgumentMap.Text(_name) } : throw OneOnly(contexts);
        var names = ArgumentMap.Texts(named).ToDictionary(StringComparer.Ordinal);
        return names.Keys.FirstOrDefault(context => !contexts.Contains(context, StringComparer.Ordinal)) is { } unknown
            ? throw NotRead(unknown, contexts)
            : names;
    }

    private MeshException OneOnly(IReadOnlyList<string> contexts) => new(
        MeshErrorId.ClusterDuplicate,
        MeshErrorKind.InvalidArgument,
        FormattableString.Invariant($"-Name '{_name}' is one name, and {contexts.Count} contexts are read."),
        "Name one context with -Context, or name each: -Name @{ CONTEXT = 'NAME' }.",
        _name);

    private static MeshException NotRead(string context, IReadOnlyList<string> contexts) => new(
        MeshErrorId.ContextNotFound,
        MeshErrorKind.ObjectNotFound,
        $"-Name names the context '{context}', which is not read.",
        $"The contexts are {KnownNames.Of(contexts, context)}.",
        context);

    private static MeshException Twice(DiscoveryTarget target, DiscoveryTarget twin) => new(
        MeshErrorId.ClusterDuplicate,
        MeshErrorKind.InvalidArgument,
        $"The clusters of the contexts '{twin.Context}' and '{target.Context}' are both called '{target.Name}'.",
        $"Give one of them another name: -Name @{{ '{target.Context}' = 'NAME' }}.",
        target.Context);
}
