using MeshFederation.Istio.Objects;

namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Objects that are there again: under another name, in another namespace or cluster, or as they once were.</summary>
internal sealed class ObjectsTwice : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        for (var number = dice.Next(3); number >= 0 && world.Objects.Count > 0; number--)
        {
            var item = dice.Of(world.Objects);
            var cluster = dice.OneIn(3) ? dice.Of(world.Clusters).Name : item.Cluster;
            var metadata = item.Metadata
                .Changed("name", dice.OneIn(3) ? item.Name : FormattableString.Invariant($"{item.Name}-{number}"))
                .Changed("creationTimestamp", dice.Of<string?>(null, "2024-01-01T00:00:00Z", "2020-01-01T00:00:00Z"));
            if (!ReadKind.Namespace.Type.Is(item) && dice.OneIn(3))
                metadata = metadata.Changed("namespace", dice.Of("default", "shop", "istio-system"));
            var again = item.Content.Changed("metadata", metadata);
            if (again.Map("spec") is { Count: > 0 } spec && dice.OneIn(2))
                again = again.Changed("spec", spec.Changed(spec.EntryAt(dice.Next(spec.Count)).Key, null));
            world.Objects.Insert(dice.Next(world.Objects.Count + 1), new(cluster, again));
        }
    }
}
