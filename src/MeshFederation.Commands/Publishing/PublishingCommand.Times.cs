using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Model.Clusters;

namespace MeshFederation.Commands;

/// <content>How long it waits: one budget for all that the command does, from when it first asks a cluster.</content>
public abstract partial class PublishingCommand
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(10);

    /// <summary>What may still be waited, by the clock of the command.</summary>
    private protected TimeBudget Budget => TimeOf(Timeout);

    /// <summary>
    /// How long a comparison may take. What was waited before it is over, but clusters that answer are still compared.
    /// </summary>
    private protected TimeSpan ComparingTime
    {
        get
        {
            var (left, least) = (Budget.Left, Timeout < Moment ? Timeout : Moment);
            return left > least ? left : least;
        }
    }

    /// <summary>The API of a cluster, which is waited for as long as the budget lasts.</summary>
    private protected KubernetesApi Connect(MeshCluster cluster) =>
        KubernetesConnections.For(cluster, Budget);

    /// <summary>Whoever wants to wait looks at least once, also when all of the time is over.</summary>
    private static TimeSpan AtLeastOnce(TimeSpan left) => left > TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1);
}
