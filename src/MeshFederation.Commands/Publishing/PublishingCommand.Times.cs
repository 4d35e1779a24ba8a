using MeshFederation.Clusters.Api;
using MeshFederation.Clusters.Connections;
using MeshFederation.Clusters.Publishing;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Plans;

namespace MeshFederation.Commands;

/// <content>How long it waits: one budget for all that the command does, from when it first asks a cluster.</content>
public abstract partial class PublishingCommand
{
    /// <summary>How often a plan is made anew before that is an error.</summary>
    private const int MostPlans = 5;

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

    /// <summary>Whether a plan that no longer holds was made anew often enough: others publish or wait meanwhile, too.</summary>
    private bool IsEnough(int number) => number > MostPlans || (number > 1 && Budget.Left == TimeSpan.Zero);

    private void WaitForIstio(PublishingSession session, MeshPlan plan)
    {
        foreach (var failure in OnClusters(stop => session.WaitAsync(plan, AtLeastOnce(Budget.Left), stop))) WriteFailure(failure);
    }

    /// <summary>Whoever wants to wait looks at least once, also when all of the time is over.</summary>
    private static TimeSpan AtLeastOnce(TimeSpan left) => left > TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1);
}
