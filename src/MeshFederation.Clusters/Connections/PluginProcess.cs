using System.ComponentModel;
using System.Diagnostics;
using MeshFederation.Clusters.Times;
using MeshFederation.Model.Errors;

namespace MeshFederation.Clusters.Connections;

/// <summary>
/// Runs a credential plugin: what it writes to its error stream is shown as it comes, and it is ended when its time is over.
/// </summary>
internal sealed record PluginProcess(PluginSettings Settings, TimeSpan Limit, TimeProvider Clock)
{
    private const int LinesInError = 5;
    private const int MostLinesShown = 200;
    private const int LongestLine = 1000;

    /// <summary>An answer is a token or a certificate with its chain; what is longer is none, and would fill the memory.</summary>
    private const int LongestAnswer = 1024 * 1024;

    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(1);

    /// <summary>Runs it to its end.</summary>
    /// <returns>What the plugin printed.</returns>
    /// <exception cref="MeshException">It could not be started, failed, or took too long.</exception>
    public async Task<string> RunAsync(CancellationToken ct)
    {
        using var process = Start();
        using var limit = new TimeLimit(Limit, Clock, ct);
        var lines = new Queue<string>();
        try
        {
            process.StandardInput.Close();
            var shown = ShowErrorsAsync(process, lines, limit.Token);
            var output = await BoundedText.ReadAsync(process.StandardOutput, LongestAnswer, limit.Token).ConfigureAwait(false)
                ?? throw PluginErrors.Failed(Settings, FormattableString.Invariant($"it prints more than {LongestAnswer / 1024} KiB"));
            await shown.ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? output
                : throw PluginErrors.Failed(Settings, FormattableString.Invariant($"it ended with {process.ExitCode}{Said(lines)}"));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw PluginErrors.Timeout(Settings, Limit, Said(lines));
        }
        catch (OperationCanceledException exception)
        {
            throw new PluginWaitedForException(Settings.Command, exception, ct);
        }
        finally
        {
            End(process);
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(PluginCommand.Find(Settings.Command), Settings.Argument)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var variable in Settings.Environment)
        {
            var name = variable.IndexOf('=', StringComparison.Ordinal);
            start.Environment[variable[..name]] = variable[(name + 1)..];
        }

        start.Environment["KUBERNETES_EXEC_INFO"] = PluginInput.ExecInfo(Settings);
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or ArgumentException or InvalidOperationException)
        {
            throw PluginErrors.NotStarted(Settings, exception);
        }
    }

    /// <summary>All of it is read, so that the plugin can go on; the last lines are kept, and as many shown as a person reads.</summary>
    private Task ShowErrorsAsync(Process process, Queue<string> lines, CancellationToken ct)
    {
        var shown = 0;
        return BoundedText.ReadLinesAsync(process.StandardError, LongestLine, Show, ct);

        void Show(string line)
        {
            lock (lines)
            {
                lines.Enqueue(line);
                if (lines.Count > LinesInError) lines.Dequeue();
            }

            if (++shown <= MostLinesShown) PluginMessages.Show($"{Settings.Command}: {line}");
            else if (shown == MostLinesShown + 1) PluginMessages.Show($"{Settings.Command}: More that it writes is not shown.");
        }
    }

    private static string Said(Queue<string> lines)
    {
        lock (lines) return lines.Count == 0 ? "" : ": " + string.Join(" ", lines.Select(line => line.Trim()));
    }

    private static void End(Process process)
    {
        try
        {
            if (process.HasExited) return;
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeToDie);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It ended by itself at this very moment.
        }
    }
}
