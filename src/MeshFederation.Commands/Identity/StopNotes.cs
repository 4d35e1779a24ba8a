using System.Management.Automation;
using MeshFederation.Clusters.Identity;
using MeshFederation.Model.Text;

namespace MeshFederation.Commands.Identity;

/// <summary>
/// Says what is where when the user stops a command, or what stands behind it in the pipeline takes no more: a stopped pipeline takes no
/// output any more, so it is said to the host.
/// </summary>
internal static class StopNotes
{
    /// <summary>Does something that writes to clusters.</summary>
    /// <param name="command">The command.</param>
    /// <param name="tally">What was done to each cluster, as far as anything was begun.</param>
    /// <param name="next">How to go on.</param>
    /// <param name="work">What is done.</param>
    /// <param name="isSaid">Whether what is done meanwhile says itself what it changed.</param>
    public static void Around(MeshCommand command, Func<ClusterTally?> tally, string next, Action work, Func<bool>? isSaid = null)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is RuntimeException or FlowControlException)
        {
            var name = command.MyInvocation.MyCommand.Name;
            var lines = tally()?.Lines(name) ?? [$"{name} was stopped before anything was changed."];
            if (lines.Count == 1 && isSaid?.Invoke() == true) throw;
            foreach (var line in lines.Count > 1 ? [.. lines, next] : lines) command.Host.UI.WriteWarningLine(ShownText.Of(line));
            throw;
        }
    }
}
