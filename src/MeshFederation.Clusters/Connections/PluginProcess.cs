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

    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(1);

    /// <summary>Runs it to its end.</summary>
    /// <returns>What the plugin printed.</returns>
    /// <exception cref="MeshException">It could not be started, failed, or took too long.</exception>
    public async Task<string> RunAsync(CancellationToken ct)
    {
        using var process = Start();
        using var limit = new TimeLimit(Limit, Clock, ct);
        var lines = new List<string>();
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            await ShowErrorsAsync(process, lines, limit.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return process.ExitCode == 0
                ? await output.ConfigureAwait(false)
                : throw PluginErrors.Failed(Settings, FormattableString.Invariant($"it ended with {process.ExitCode}{Said(lines)}"));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw PluginErrors.Timeout(Settings, Limit, Said(lines));
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
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            throw PluginErrors.NotStarted(Settings, exception);
        }
    }

    private async Task ShowErrorsAsync(Process process, List<string> lines, CancellationToken ct)
    {
        while (await process.StandardError.ReadLineAsync(ct).ConfigureAwait(false) is { } line)
        {
            if (line.Trim().Length == 0) continue;
            lines.Add(line);
            PluginMessages.Show($"{Settings.Command}: {line}");
        }
    }

    private static string Said(List<string> lines) =>
        lines.Count == 0 ? "" : ": " + string.Join(" ", lines.TakeLast(LinesInError).Select(line => line.Trim()));

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
