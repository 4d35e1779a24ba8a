using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Hosts that are written with a part of their name, in capitals, or with a dot at the end.</summary>
internal sealed class HalfNames : Twist
{
    private static readonly ReadKind[] Kinds = [ReadKind.VirtualService, ReadKind.DestinationRule, ReadKind.ServiceEntry, ReadKind.Gateway];

    public override void Add(TwistedWorld world, Dice dice)
    {
        var kind = dice.Of(Kinds);
        var cut = dice.Next(5);
        world.Change(
            item => kind.Type.Is(item) && dice.OneIn(3),
            item => UnstructuredMap.Read(item.Spec.Keys, item.Spec.Values.Select(value => Written(value, cut))));
    }

    private static object? Written(object? value, int cut) => value switch
    {
        string text when text.Contains(".svc.", StringComparison.Ordinal) => Written(text, cut),
        UnstructuredMap map => UnstructuredMap.Read(map.Keys, map.Values.Select(inner => Written(inner, cut))),
        UnstructuredList list => UnstructuredList.From(list.Select(inner => Written(inner, cut))),
        _ => value,
    };

    private static string Written(string host, int cut) => cut switch
    {
        0 => host[..host.IndexOf('.', StringComparison.Ordinal)],
        1 => host[..host.IndexOf(".svc.", StringComparison.Ordinal)],
        2 => host[..(host.IndexOf(".svc.", StringComparison.Ordinal) + 4)],
        3 => host.ToUpperInvariant(),
        _ => host + ".",
    };
}
