namespace MeshFederation.Tests.Federations.Twists;

/// <summary>Files that lack a kind of objects, those of a namespace, or all of a cluster.</summary>
internal sealed class MissingObjects : Twist
{
    public override void Add(TwistedWorld world, Dice dice)
    {
        if (world.Objects.Count == 0) return;
        var item = dice.Of(world.Objects);
        var kind = dice.Of("Service", "Service", item.Kind);
        var everywhere = dice.OneIn(3);
        switch (dice.Next(4))
        {
            case 0:
                world.Objects.RemoveAll(other => other.Cluster == item.Cluster && other.Namespace == item.Namespace);
                break;
            case 1:
                world.Objects.RemoveAll(other => other.Cluster == item.Cluster && other.Kind != kind);
                break;
            default:
                world.Objects.RemoveAll(other => other.Kind == kind && (everywhere || other.Cluster == item.Cluster));
                break;
        }
    }
}
