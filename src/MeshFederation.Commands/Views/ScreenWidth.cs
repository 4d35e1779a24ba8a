using System.Management.Automation.Host;

namespace MeshFederation.Commands.Views;

/// <summary>How wide the screen is that a view is for. The format views call it.</summary>
public static class ScreenWidth
{
    /// <summary>
    /// The columns of a host's screen. Jobs, -Parallel and hosted runspaces have none, and in a strict script a view that fails there would
    /// show an empty cell.
    /// </summary>
    /// <param name="host">The host; null where there is none.</param>
    /// <returns>The number of columns; 0 where nobody knows.</returns>
    public static int Of(PSHost? host)
    {
        try
        {
            return host?.UI?.RawUI?.BufferSize.Width ?? 0;
        }
        catch (Exception exception) when (exception is HostException or NotImplementedException or NotSupportedException
            or InvalidOperationException or IOException)
        {
            return 0;
        }
    }
}
