using MeshFederation.Analysis;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Federations;

/// <summary>Takes away what a difference does not need, so that what it comes from is seen.</summary>
/// <param name="view">The federation.</param>
/// <param name="difference">The difference.</param>
/// <param name="known">Makes of objects and clusters what is known of them.</param>
internal sealed class FederationShrinker(FederationView view, CallDifference difference, Func<FederationView, FederationView> known)
{
    private const int Most = 2000;

    private List<MeshManifest> _objects = [.. view.Manifests];
    private CallDifference _difference = difference;
    private int _tried;

    /// <summary>What is left: the difference, and the objects that it needs.</summary>
    public string Shrink()
    {
        for (var place = _objects.Count - 1; place >= 0; place--) Try([.. _objects.Where((_, i) => i != place)]);
        for (var place = 0; place < _objects.Count; place++)
        {
            var index = 0;
            while (_tried < Most && Fewer(_objects[place].Content, isWhole: true).ElementAtOrDefault(index) is { } fewer)
            {
                if (!Try([.. _objects.Select((item, i) => i == place ? new(item.Cluster, fewer) : item)])) index++;
            }
        }

        return $"{_difference.Text}\n{string.Join("---\n", _objects.Select(item => $"# {item.Cluster}\n{item.ToYaml()}"))}";
    }

    private bool Try(List<MeshManifest> objects)
    {
        _tried++;
        var left = known(new(objects, [], view.Clusters.Values));
        if (CallAgreement.Differences(left).FirstOrDefault(item => item.Kind == _difference.Kind) is not { } same) return false;
        (_objects, _difference) = (objects, same);
        return true;
    }

    /// <summary>The maps that have one field, or one item of a list, less; an object stays what it is.</summary>
    private static IEnumerable<UnstructuredMap> Fewer(UnstructuredMap map, bool isWhole)
    {
        foreach (var (place, (key, value)) in map.Index())
        {
            if (isWhole && key is not "spec") continue;
            if (!isWhole) yield return UnstructuredMap.Of([.. map.Where((_, i) => i != place).Select(entry => (entry.Key, entry.Value))]);
            foreach (var fewer in Fewer(value))
                yield return UnstructuredMap.Of([.. map.Select((entry, i) => (entry.Key, i == place ? fewer : entry.Value))]);
        }
    }

    private static IEnumerable<object?> Fewer(object? value)
    {
        if (value is UnstructuredMap map) return Fewer(map, isWhole: false);
        return value is not UnstructuredList list
            ? []
            : Enumerable.Range(0, list.Count).SelectMany(place => Fewer(list[place]).Select(fewer =>
                    (object?)UnstructuredList.From(list.Select((item, i) => i == place ? fewer : item)))
                .Prepend(UnstructuredList.From(list.Where((_, i) => i != place))));
    }
}
